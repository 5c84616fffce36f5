package org.imprimatur.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;

/**
 * The lists of posts. Each begins where its cursor points and reads on in the order of an index,
 * past what has expired, until the page is full.
 */
final class PostLists {
  static final String PUBLISHED =
      "SELECT "
          + PublicRow.COLUMNS
          + " FROM posts WHERE status = 'PUBLISHED' AND (published_at, id) < (?, ?)"
          + " AND expires > ? ORDER BY published_at DESC, id DESC LIMIT ?";
  static final String WAITING =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE waiting_since IS NOT NULL AND (waiting_since, id) > (?, ?)"
          + " AND expires > ? ORDER BY waiting_since, id LIMIT ?";
  static final String BY_AUTHOR =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE author_id = ? AND (submitted_at, id) < (?, ?)"
          + " AND expires > ? ORDER BY submitted_at DESC, id DESC LIMIT ?";
  static final String DUE =
      "SELECT "
          + PostRow.COLUMNS
          + " FROM posts WHERE due IS NOT NULL AND due <= ? AND expires > ? ORDER BY due LIMIT ?";

  private final Readers readers;

  PostLists(Readers readers) {
    this.readers = readers;
  }

  Page<PublicPost> published(PageRequest page, Instant now) {
    return read(
        PUBLISHED,
        PublicRow::read,
        page,
        PublicPost::place,
        time(page.after(), Long.MAX_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return read(
        BY_AUTHOR,
        PostRow::read,
        page,
        PostLists::submitted,
        authorId,
        time(page.after(), Long.MAX_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  Page<Post> waiting(PageRequest page, Instant now) {
    return read(
        WAITING,
        PostRow::read,
        page,
        post -> place(post.waitingSince(), post),
        time(page.after(), Long.MIN_VALUE),
        id(page.after()),
        now.getEpochSecond(),
        page.limit() + 1);
  }

  List<Post> due(Instant now, int limit) {
    return readers.read(
        sql -> sql.list(DUE, PostRow::read, now.toEpochMilli(), now.getEpochSecond(), limit));
  }

  /** The time after which a list goes on; {@code start} lies before all posts in its order. */
  static long time(Optional<Cursor> after, long start) {
    return after.map(cursor -> cursor.time().toEpochMilli()).orElse(start);
  }

  static String id(Optional<Cursor> after) {
    return after.map(Cursor::id).orElse("");
  }

  private <T> Page<T> read(
      String query, Row<T> row, PageRequest page, Function<T, Cursor> place, Object... values) {
    List<T> fetched = readers.read(sql -> sql.list(query, row, values));
    return Page.of(fetched, page.limit(), place);
  }

  private static Cursor submitted(Post post) {
    return place(Optional.of(post.submittedAt()), post);
  }

  private static Cursor place(Optional<Instant> time, Post post) {
    return new Cursor(time.orElse(Instant.EPOCH), post.id().value());
  }
}
