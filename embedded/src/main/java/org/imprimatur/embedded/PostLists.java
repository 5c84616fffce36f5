package org.imprimatur.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;

/**
 * The lists of posts. Each begins where its cursor points and reads on in the order of an index,
 * past what has expired, until the page is full.
 */
final class PostLists {
  static final String PUBLISHED =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE status = 'PUBLISHED' AND (published_at, id) < (?, ?)"
          + " AND expires > ? ORDER BY published_at DESC, id DESC LIMIT ?";
  static final String PENDING =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE status = 'PENDING' AND (submitted_at, id) > (?, ?)"
          + " AND expires > ? ORDER BY submitted_at, id LIMIT ?";
  static final String BY_AUTHOR =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE author_id = ? AND (submitted_at, id) < (?, ?)"
          + " AND expires > ? ORDER BY submitted_at DESC, id DESC LIMIT ?";
  static final String DUE_TO_ASK =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE status = 'PENDING' AND ask_next IS NOT NULL AND ask_next <= ?"
          + " AND expires > ? ORDER BY ask_next LIMIT ?";

  private final Readers readers;

  PostLists(Readers readers) {
    this.readers = readers;
  }

  Page<Post> published(PageRequest page, Instant now) {
    return read(
        PUBLISHED,
        page,
        post -> new Cursor(post.publishedAt().orElse(Instant.EPOCH), post.id()),
        time(page.after(), Long.MAX_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return read(
        BY_AUTHOR,
        page,
        PostLists::submitted,
        authorId,
        time(page.after(), Long.MAX_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  Page<Post> pending(PageRequest page, Instant now) {
    return read(
        PENDING,
        page,
        PostLists::submitted,
        time(page.after(), Long.MIN_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  List<Post> dueToAsk(Instant now, int limit) {
    return readers.read(
        sql ->
            sql.list(DUE_TO_ASK, PostRow::read, now.toEpochMilli(), now.getEpochSecond(), limit));
  }

  /** The time after which a list goes on; {@code start} lies before all posts in its order. */
  static long time(Optional<Cursor> after, long start) {
    return after.map(cursor -> cursor.time().toEpochMilli()).orElse(start);
  }

  static String id(Optional<Cursor> after) {
    return after.map(cursor -> cursor.id().value()).orElse("");
  }

  private Page<Post> read(
      String query, PageRequest page, Function<Post, Cursor> place, Object... values) {
    List<Post> fetched = readers.read(sql -> sql.list(query, PostRow::read, values));
    return Page.of(fetched, page.limit(), place);
  }

  private static Cursor submitted(Post post) {
    return new Cursor(post.submittedAt(), post.id());
  }
}
