package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/** Departed posts in a table. */
final class SqliteArchive implements Archive {
  static final String SELECT = "SELECT " + PostRow.COLUMNS + ", cause, left_at FROM archive";
  static final String FIND = SELECT + " WHERE id = ?";
  private static final String PUT =
      "INSERT INTO archive ("
          + PostRow.COLUMNS
          + ", cause, left_at) VALUES ("
          + PostRow.PLACES
          + ", ?, ?) ON CONFLICT DO NOTHING";
  static final String ALL =
      SELECT + " WHERE (left_at, id) < (?, ?) ORDER BY left_at DESC, id DESC LIMIT ?";
  static final String BY_AUTHOR =
      SELECT
          + " WHERE author_id = ? AND (left_at, id) < (?, ?)"
          + " ORDER BY left_at DESC, id DESC LIMIT ?";

  private static final String REPLACE =
      "UPDATE archive SET (" + PostRow.COLUMNS + ") = (" + PostRow.PLACES + ") WHERE id = ?";

  private final Readers readers;
  private final Writer writer;

  SqliteArchive(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public boolean put(ArchivedPost departed) {
    return writer.write(sql -> put(sql, departed));
  }

  @Override
  public Optional<ArchivedPost> find(PostId id) {
    return readers.read(sql -> sql.first(FIND, SqliteArchive::archived, id.value()));
  }

  @Override
  public Page<ArchivedPost> byAuthor(String authorId, PageRequest page) {
    return read(
        BY_AUTHOR,
        page,
        authorId,
        PostLists.time(page.after(), Long.MAX_VALUE),
        PostLists.id(page.after()),
        page.limit() + 1);
  }

  @Override
  public void pseudonymise(PostId id, Pseudonym person) {
    if (find(id).filter(departed -> !departed.without(person).equals(departed)).isPresent()) {
      writer.write(sql -> pseudonymise(sql, id, person));
    }
  }

  private static boolean pseudonymise(Sql sql, PostId id, Pseudonym person) throws SQLException {
    Optional<ArchivedPost> departed = sql.first(FIND, SqliteArchive::archived, id.value());
    if (departed.isPresent()) {
      sql.update(REPLACE, PostRow.values(departed.get().without(person).post(), id.value()));
    }
    return departed.isPresent();
  }

  @Override
  public Page<ArchivedPost> all(PageRequest page) {
    return read(
        ALL,
        page,
        PostLists.time(page.after(), Long.MAX_VALUE),
        PostLists.id(page.after()),
        page.limit() + 1);
  }

  private Page<ArchivedPost> read(String query, PageRequest page, Object... values) {
    List<ArchivedPost> fetched =
        readers.read(sql -> sql.list(query, SqliteArchive::archived, values));
    return Page.of(fetched, page.limit(), ArchivedPost::place);
  }

  /** Puts a departed post there unless one of its id is; returns whether it did. */
  static boolean put(Sql sql, ArchivedPost departed) throws SQLException {
    Object[] values =
        PostRow.values(departed.post(), departed.cause().name(), departed.leftAt().toEpochMilli());
    return sql.update(PUT, values) == 1;
  }

  static ArchivedPost archived(ResultSet row) throws SQLException {
    return new ArchivedPost(
        PostRow.read(row),
        Cause.valueOf(row.getString(PostRow.COUNT + 1)),
        PostRow.millis(row, PostRow.COUNT + 2));
  }
}
