package org.imprimatur.transfer;

import static org.imprimatur.transfer.BoardLines.maybe;
import static org.imprimatur.transfer.BoardLines.number;
import static org.imprimatur.transfer.BoardLines.oneOf;
import static org.imprimatur.transfer.BoardLines.text;
import static org.imprimatur.transfer.BoardLines.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.PostId;

/** What is remembered and told of posts, as lines of an export. */
final class NoteJson {
  private NoteJson() {}

  static ObjectNode write(AuditEntry act) {
    ObjectNode json = BoardLines.object("audit");
    json.put("id", act.id());
    json.put("at", act.at().toString());
    json.put("act", act.act().name());
    json.putObject("actor")
        .put("kind", act.actor().kind().name())
        .put("id", act.actor().id())
        .put("name", act.actor().name());
    act.postId().ifPresent(post -> json.put("postId", post.value()));
    json.put("revision", act.revision());
    act.reason().ifPresent(reason -> json.put("reason", reason));
    return json;
  }

  static AuditEntry act(JsonNode json) {
    JsonNode actor = json.required("actor");
    return new AuditEntry(
        text(json, "id"),
        time(json, "at"),
        oneOf(Act.values(), json, "act"),
        new Actor(
            oneOf(Actor.Kind.values(), actor, "kind"), text(actor, "id"), text(actor, "name")),
        maybe(json, "postId", field -> new PostId(text(json, field))),
        Math.toIntExact(number(json, "revision")),
        maybe(json, "reason", field -> text(json, field)));
  }

  static ObjectNode write(Notice notice) {
    ObjectNode json = BoardLines.object("notice");
    json.put("id", notice.id());
    json.put("personId", notice.personId());
    json.put("kind", notice.kind().name());
    json.put("postId", notice.postId().value());
    json.put("title", notice.title());
    notice.reason().ifPresent(reason -> json.put("reason", reason));
    json.put("at", notice.at().toString());
    json.put("expires", notice.expires().toString());
    json.put("until", notice.until().toString());
    return json;
  }

  static Notice notice(JsonNode json) {
    return new Notice(
        text(json, "id"),
        text(json, "personId"),
        oneOf(Notice.Kind.values(), json, "kind"),
        new PostId(text(json, "postId")),
        text(json, "title"),
        maybe(json, "reason", field -> text(json, field)),
        time(json, "at"),
        time(json, "expires"),
        time(json, "until"));
  }
}
