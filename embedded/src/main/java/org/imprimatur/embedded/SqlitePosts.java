package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imprimatur.post.Change;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Step;

/**
 * Posts in a table. A write reads and writes one post inside one transaction of the only writer, so
 * nothing comes between its condition and its effect.
 */
final class SqlitePosts implements Posts {
  private static final String FIND =
      "SELECT " + PostRow.COLUMNS + " FROM posts WHERE id = ? AND expires > ?";
  static final String FIND_PUBLIC = FIND + " AND status = 'PUBLISHED'";
  static final String FIND_OF = FIND + " AND author_id = ?";
  static final String FIND_EVEN_EXPIRED = "SELECT " + PostRow.COLUMNS + " FROM posts WHERE id = ?";
  private static final String INSERT =
      "INSERT INTO posts (" + PostRow.COLUMNS + ") VALUES (" + PostRow.PLACES + ")";
  private static final String INSERT_NEW = INSERT + " ON CONFLICT (id) DO NOTHING";
  private static final String REPLACE =
      "UPDATE posts SET (" + PostRow.COLUMNS + ") = (" + PostRow.PLACES + ") WHERE id = ?";
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
  public CompletableFuture<Addition> addAsync(Post post) {
    return outbox.writeAsync(
        sql -> {
          if (sql.update(INSERT_NEW, PostRow.values(post)) == 0) {
            return new Addition.Exists(
                sql.first(FIND_EVEN_EXPIRED, PostRow::read, post.id().value()).orElseThrow());
          }
          outbox.change(sql, Change.ofAddition(post));
          return new Addition.Added(post);
        });
  }

  /** Puts a post there that moves in, as it is. */
  static void put(Sql sql, Outbox outbox, Post post) throws SQLException {
    sql.update(INSERT, PostRow.values(post));
    Optional<Change> left = Change.ofArrival(post);
    if (left.isPresent()) {
      outbox.change(sql, left.get());
    }
  }

  @Override
  public Optional<Post> find(PostId id, Instant now) {
    return readers.read(sql -> find(sql, id, now));
  }

  @Override
  public Optional<Post> findPublic(PostId id, Instant now) {
    return readers.read(
        sql -> sql.first(FIND_PUBLIC, PostRow::read, id.value(), now.getEpochSecond()));
  }

  @Override
  public Optional<Post> findOf(PostId id, String authorId, Instant now) {
    return readers.read(
        sql -> sql.first(FIND_OF, PostRow::read, id.value(), now.getEpochSecond(), authorId));
  }

  @Override
  public <R> Optional<R> update(PostId id, Instant now, Function<Post, Step<R>> act) {
    return outbox.write(
        sql -> {
          Optional<Step<R>> step = find(sql, id, now).map(act);
          if (step.isPresent()) {
            take(sql, step.get(), now);
          }
          return step.map(Step::answer);
        });
  }

  private void take(Sql sql, Step<?> step, Instant now) throws SQLException {
    if (step.next().isPresent()) {
      Post next = step.next().get();
      sql.update(REPLACE, PostRow.values(next, next.id().value()));
      if (step.leaves().isPresent()) {
        outbox.change(sql, new Change(step.leaves().get(), next, now));
      }
    }
  }

  @Override
  public void remove(PostId id) {
    outbox.write(sql -> sql.update(REMOVE, id.value()));
  }

  @Override
  public Page<PublicPost> published(PageRequest page, Instant now) {
    return lists.published(page, now);
  }

  @Override
  public Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return lists.byAuthor(authorId, page, now);
  }

  @Override
  public Page<Post> waiting(PageRequest page, Instant now) {
    return lists.waiting(page, now);
  }

  @Override
  public List<Post> due(Instant now, int limit) {
    return lists.due(now, limit);
  }

  private static Optional<Post> find(Sql sql, PostId id, Instant now) throws SQLException {
    return sql.first(FIND, PostRow::read, id.value(), now.getEpochSecond());
  }
}
