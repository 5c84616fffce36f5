package org.imprimatur.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.session.Session;
import org.imprimatur.session.Sessions;
import org.imprimatur.session.User;

/**
 * Writes all that a board keeps of one person as JSON Lines, as {@code person-line.schema.json}
 * beside this class defines them: their posts on the board and in the archive with what was decided
 * about them, what they did and what was done to their posts, what they were told, where they are
 * signed in, and where mail to them goes. Names nobody else. Changes nothing; in the memory of a
 * few pages, however much it is. Not as of one moment: a post that leaves meanwhile may be there
 * twice, never not at all.
 */
public final class ExportPerson {
  private static final int MOST_SESSIONS = 100;

  private final Posts posts;
  private final Archive archive;
  private final AuditTrail trail;
  private final Notices notices;
  private final Recipients recipients;
  private final Sessions sessions;
  private final Clock clock;

  /** Exports from all of these. */
  public ExportPerson(
      Posts posts,
      Archive archive,
      AuditTrail trail,
      Notices notices,
      Recipients recipients,
      Sessions sessions,
      Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.trail = trail;
    this.notices = notices;
    this.recipients = recipients;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Writes everything and leaves {@code out} open. What an exception cut off has no last line.
   *
   * @return how many lines there are between the first and the last
   * @throws IOException if {@code out} takes no more
   */
  public long to(OutputStream out, User person) throws IOException {
    Lines lines = new Lines(out);
    String id = person.subject();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    lines.write(PersonLines.head(person, now));
    each(page -> posts.byAuthor(id, page, now), post -> ofPost(lines, post));
    each(page -> archive.byAuthor(id, page), departed -> ofDeparted(lines, departed));
    each(page -> trail.by(id, page), act -> lines.write(PersonLines.act(act)));
    each(page -> notices.of(id, page, now), told -> lines.write(PersonLines.notice(told)));
    for (Session session : sessions.ofUser(id, now, MOST_SESSIONS)) {
      lines.write(PersonLines.session(session));
    }
    Optional<Recipient> mailed = recipients.find(Recipient.idOf(id));
    if (mailed.isPresent()) {
      lines.write(PersonLines.mail(mailed.get()));
    }
    return lines.end();
  }

  private void ofPost(Lines lines, Post post) throws IOException {
    lines.write(PersonLines.post(Redaction.of(post)));
    history(lines, post);
  }

  private void ofDeparted(Lines lines, ArchivedPost departed) throws IOException {
    lines.write(PersonLines.archived(Redaction.of(departed)));
    history(lines, departed.post());
  }

  /** What others did to a post; what its author did is among their own acts. */
  private void history(Lines lines, Post post) throws IOException {
    PostId id = post.id();
    each(
        page -> trail.of(id, page),
        act -> {
          if (!act.actor().id().equals(post.author().id())) {
            Optional<AuditEntry> told = Redaction.of(act);
            if (told.isPresent()) {
              lines.write(PersonLines.act(told.get()));
            }
          }
        });
  }

  private static <T> void each(Function<PageRequest, Page<T>> list, Each<T> each)
      throws IOException {
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent()) {
      Page<T> page = list.apply(next.get());
      for (T item : page.items()) {
        each.take(item);
      }
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
  }

  private interface Each<T> {
    void take(T item) throws IOException;
  }

  private static final class Lines {
    private final Writer out;
    private long count = -1;

    Lines(OutputStream out) {
      this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void write(String line) throws IOException {
      out.write(line);
      out.write('\n');
      count++;
    }

    long end() throws IOException {
      long between = count;
      write(PersonLines.end(between));
      out.flush();
      return between;
    }
  }
}
