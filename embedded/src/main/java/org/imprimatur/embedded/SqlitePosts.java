package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;

/**
 * Posts in a table. A write reads and writes one post inside one transaction of the only writer, so
 * nothing comes between its condition and its effect.
 */
final class SqlitePosts implements Posts {
  private static final String FIND =
      "SELECT " + PostRow.COLUMNS + " FROM posts WHERE id = ? AND expires > ?";
  static final String FIND_EVEN_EXPIRED = "SELECT " + PostRow.COLUMNS + " FROM posts WHERE id = ?";
  private static final String INSERT =
      "INSERT INTO posts (" + PostRow.COLUMNS + ") VALUES (" + PostRow.PLACES + ")";
  private static final String DECIDE =
      "UPDATE posts SET status = ?, published_at = ?, expires = ?, verdict = ?, reason = ?,"
          + " decided_by = ?, decided_at = ?, decided_revision = ? WHERE id = ?";
  private static final String WITHDRAW = "UPDATE posts SET status = 'WITHDRAWN' WHERE id = ?";
  private static final String NOTE_ASKED =
      "UPDATE posts SET asked = ?, ask_next = ?"
          + " WHERE id = ? AND status = 'PENDING' AND revision = ? AND asked = ?";
  private static final String REMOVE =
      "DELETE FROM posts WHERE id = ? AND status IN ('REJECTED', 'WITHDRAWN')";

  private final Readers readers;
  private final Outbox outbox;
  private final PostLists lists;

  SqlitePosts(Readers readers, Outbox outbox) {
    this.readers = readers;
    this.outbox = outbox;
    this.lists = new PostLists(readers);
  }

  @Override
  public Addition add(Post post) {
    return outbox.write(
        sql -> {
          Optional<Post> current = sql.first(FIND_EVEN_EXPIRED, PostRow::read, post.id().value());
          if (current.isPresent()) {
            return new Addition.Exists(current.get());
          }
          put(sql, outbox, post);
          return new Addition.Added(post);
        });
  }

  /** Puts a post there as it is; one that is pending leaves INSERTED. */
  static void put(Sql sql, Outbox outbox, Post post) throws SQLException {
    sql.update(INSERT, PostRow.values(post));
    if (post.status() == Status.PENDING) {
      outbox.change(sql, new Change(Change.Kind.INSERTED, post, post.submittedAt()));
    }
  }

  @Override
  public Optional<Post> find(PostId id, Instant now) {
    return readers.read(sql -> find(sql, id, now));
  }

  @Override
  public Decided decide(PostId id, Decision decision, Instant now, Instant publishedUntil) {
    return outbox.write(
        sql -> {
          Optional<Post> current = find(sql, id, now);
          if (current.filter(p -> awaits(p, decision)).isEmpty()) {
            return Decided.refused(current, decision, now);
          }
          Post decided = current.get().decided(decision, now, publishedUntil);
          store(sql, decided, decision);
          outbox.change(sql, new Change(Change.Kind.of(decided), decided, now));
          return new Decided.Applied(decided);
        });
  }

  @Override
  public Withdrawn withdraw(PostId id, String authorId, Instant now) {
    return outbox.write(
        sql -> {
          Optional<Post> own = find(sql, id, now).filter(p -> p.author().id().equals(authorId));
          if (own.isEmpty()) {
            return Withdrawn.NOT_FOUND;
          }
          if (own.get().status() != Status.PENDING) {
            return Withdrawn.TOO_LATE;
          }
          sql.update(WITHDRAW, id.value());
          outbox.change(sql, new Change(Change.Kind.WITHDRAWN, own.get().withdrawn(), now));
          return Withdrawn.DONE;
        });
  }

  @Override
  public boolean noteAsked(PostId id, int revision, Asking next) {
    Optional<Long> again = next.next().map(Instant::toEpochMilli);
    int before = next.times() - 1;
    return outbox.write(
        sql -> sql.update(NOTE_ASKED, next.times(), again, id.value(), revision, before) == 1);
  }

  @Override
  public void remove(PostId id) {
    outbox.write(sql -> sql.update(REMOVE, id.value()));
  }

  @Override
  public Page<Post> published(PageRequest page, Instant now) {
    return lists.published(page, now);
  }

  @Override
  public Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return lists.byAuthor(authorId, page, now);
  }

  @Override
  public Page<Post> pending(PageRequest page, Instant now) {
    return lists.pending(page, now);
  }

  @Override
  public List<Post> dueToAsk(Instant now, int limit) {
    return lists.dueToAsk(now, limit);
  }

  private static Optional<Post> find(Sql sql, PostId id, Instant now) throws SQLException {
    return sql.first(FIND, PostRow::read, id.value(), now.getEpochSecond());
  }

  private static boolean awaits(Post post, Decision decision) {
    return post.status() == Status.PENDING && post.revision() == decision.revision();
  }

  private static void store(Sql sql, Post decided, Decision decision) throws SQLException {
    sql.update(
        DECIDE,
        decided.status().name(),
        decided.publishedAt().map(Instant::toEpochMilli),
        decided.expires().getEpochSecond(),
        decision.verdict().name(),
        decision.reason(),
        decision.decidedBy(),
        decision.decidedAt().toEpochMilli(),
        decision.revision(),
        decided.id().value());
  }
}
