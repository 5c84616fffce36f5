package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;

/** Notices in a table. */
final class SqliteNotices implements Notices {
  private static final String COLUMNS =
      "id, person_id, kind, post_id, title, reason, at, expires, until";
  private static final String PUT =
      "INSERT INTO notices ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  static final String OF_PERSON =
      "SELECT "
          + COLUMNS
          + " FROM notices WHERE person_id = ? AND (at, id) < (?, ?) AND until > ?"
          + " ORDER BY at DESC, id DESC LIMIT ?";
  static final String EVERYTHING = "SELECT " + COLUMNS + " FROM notices ORDER BY person_id, id";
  static final String FIND = "SELECT " + COLUMNS + " FROM notices WHERE person_id = ? AND id = ?";
  static final String REMOVE_ALL =
      "DELETE FROM notices WHERE (person_id, id) IN (SELECT person_id, id FROM notices"
          + " WHERE person_id = ? AND at <= ? LIMIT ?)";

  private final Readers readers;
  private final Writer writer;

  SqliteNotices(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void put(Notice notice) {
    writer.write(sql -> put(sql, notice));
  }

  /** Keeps a notice unless one of its id is kept for that person; returns whether it did. */
  static boolean put(Sql sql, Notice notice) throws SQLException {
    return sql.update(
            PUT,
            notice.id(),
            notice.personId(),
            notice.kind().name(),
            notice.postId().value(),
            notice.title(),
            notice.reason(),
            notice.at().toEpochMilli(),
            notice.expires().toEpochMilli(),
            notice.until().toEpochMilli())
        == 1;
  }

  @Override
  public Optional<Notice> find(String personId, String id, Instant now) {
    return readers
        .read(sql -> sql.first(FIND, SqliteNotices::notice, personId, id))
        .filter(notice -> now.isBefore(notice.until()));
  }

  @Override
  public Page<Notice> of(String personId, PageRequest page, Instant now) {
    List<Notice> fetched =
        readers.read(
            sql ->
                sql.list(
                    OF_PERSON,
                    SqliteNotices::notice,
                    personId,
                    PostLists.time(page.after(), Long.MAX_VALUE),
                    PostLists.id(page.after()),
                    now.toEpochMilli(),
                    page.limit() + 1));
    return Page.of(fetched, page.limit(), Notice::place);
  }

  @Override
  public int removeAll(String personId, Instant upTo, int limit) {
    return writer.write(sql -> sql.update(REMOVE_ALL, personId, upTo.toEpochMilli(), limit));
  }

  static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getString(1),
        row.getString(2),
        Notice.Kind.valueOf(row.getString(3)),
        new PostId(row.getString(4)),
        row.getString(5),
        PostRow.text(row, 6),
        PostRow.millis(row, 7),
        PostRow.millis(row, 8),
        PostRow.millis(row, 9));
  }
}
