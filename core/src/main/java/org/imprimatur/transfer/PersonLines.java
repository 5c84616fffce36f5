package org.imprimatur.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.json.JsonText;
import org.imprimatur.mail.Recipient;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Post;
import org.imprimatur.session.Session;
import org.imprimatur.session.User;

/** The lines of an export of one person, as {@code person-line.schema.json} defines them. */
final class PersonLines {
  private static final int FORMAT = 1;

  private PersonLines() {}

  static String head(User person, Instant now) {
    ObjectNode json =
        BoardLines.object("person")
            .put("format", FORMAT)
            .put("at", now.toString())
            .put("id", person.subject())
            .put("userName", person.userName())
            .put("name", person.name());
    ArrayNode roles = json.putArray("roles");
    person.roles().stream().sorted().forEach(roles::add);
    return JsonText.write(json);
  }

  static String post(Post post) {
    return JsonText.write(BoardLines.json(post));
  }

  static String archived(ArchivedPost departed) {
    return JsonText.write(BoardLines.json(departed));
  }

  static String act(AuditEntry act) {
    return JsonText.write(NoteJson.write(act));
  }

  static String notice(Notice notice) {
    return JsonText.write(NoteJson.write(notice));
  }

  static String session(Session session) {
    return JsonText.write(
        BoardLines.object("session")
            .put("signedInAt", session.createdAt().toString())
            .put("lastSeen", session.lastSeen().toString())
            .put("ends", session.ends().toString()));
  }

  /** Without the secret, which is for links in mails. */
  static String mail(Recipient recipient) {
    return JsonText.write(
        BoardLines.object("mail")
            .put("address", recipient.address().value())
            .put("moderator", recipient.moderator())
            .put("since", recipient.since().toString()));
  }

  static String end(long between) {
    return JsonText.write(BoardLines.object("end").put("lines", between));
  }
}
