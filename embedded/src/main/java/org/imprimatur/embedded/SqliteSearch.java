package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Search;
import org.imprimatur.post.SearchTerms;

/**
 * Finds posts by SQLite's full-text index of the published ones, which triggers keep within each
 * write to posts. Its rows are numbered in the order of publication: a page is read along the index
 * and ends when it is full, however many posts have the words.
 */
final class SqliteSearch implements Search {
  static final String FIND =
      "SELECT "
          + PublicRow.COLUMNS
          + ", number FROM words CROSS JOIN findable ON number = words.rowid"
          + " CROSS JOIN posts ON posts.id = post_id"
          + " WHERE words MATCH ? AND words.rowid < ? AND status = 'PUBLISHED' AND expires > ?"
          + " ORDER BY words.rowid DESC LIMIT ?";
  private static final int LOW_DIGITS = 16;
  private static final int HEX = 16;

  private final Readers readers;

  SqliteSearch(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Page<PublicPost> published(SearchTerms terms, PageRequest page, Instant now) {
    long before = page.after().map(SqliteSearch::number).orElse(Long.MAX_VALUE);
    List<Found> found =
        readers.read(
            sql ->
                sql.list(
                    FIND,
                    SqliteSearch::found,
                    query(terms),
                    before,
                    now.getEpochSecond(),
                    page.limit() + 1));
    return Page.of(found, page.limit(), Found::place).map(Found::post);
  }

  /** Each word in quotes, where the index takes nothing for an operator. */
  private static String query(SearchTerms terms) {
    return terms.words().stream()
        .map(word -> '"' + word.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(" "));
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(PublicRow.read(row), row.getLong(PublicRow.COUNT + 1));
  }

  private static long number(Cursor after) {
    return Long.parseUnsignedLong(after.id().substring(LOW_DIGITS), HEX);
  }

  /**
   * A post as the index knows it.
   *
   * @param number its row, which a cursor carries in the place of an id
   */
  private record Found(PublicPost post, long number) {
    Cursor place() {
      return new Cursor(post.publishedAt(), "%032x".formatted(number));
    }
  }
}
