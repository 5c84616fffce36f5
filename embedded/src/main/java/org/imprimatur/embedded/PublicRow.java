package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.imprimatur.post.Author;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Submission;

/** What anybody may see of a published post, as columns: a few of a post's. */
final class PublicRow {
  /** The columns, in the order of what reads them. */
  static final String COLUMNS =
      "posts.id, author_id, author_name, title, body, handed_in_at, published_at,"
          + " max(published_at, coalesce(decided_at, published_at)), expires";

  /** How many columns that is: others are read from the next on. */
  static final int COUNT = 9;

  private PublicRow() {}

  /** The post of a row that begins with {@link #COLUMNS}. */
  static PublicPost read(ResultSet row) throws SQLException {
    return new PublicPost(
        new PostId(row.getString(1)),
        new Author(row.getString(2), row.getString(3)),
        new Submission(row.getString(4), row.getString(5)),
        PostRow.millis(row, 6),
        PostRow.millis(row, 7),
        PostRow.millis(row, 8),
        Instant.ofEpochSecond(row.getLong(9)));
  }
}
