package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/** The audit trail in a table. */
final class SqliteAuditTrail implements AuditTrail {
  private static final String COLUMNS =
      "id, at, act, actor_kind, actor_id, actor_name, post_id, revision, reason";
  private static final String APPEND =
      "INSERT INTO audit ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  static final String ALL =
      "SELECT " + COLUMNS + " FROM audit WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?";
  static final String OF_POST =
      "SELECT "
          + COLUMNS
          + " FROM audit WHERE post_id = ? AND (at, id) < (?, ?)"
          + " ORDER BY at DESC, id DESC LIMIT ?";
  static final String BY_PERSON =
      "SELECT "
          + COLUMNS
          + " FROM audit WHERE actor_id = ? AND (at, id) < (?, ?)"
          + " ORDER BY at DESC, id DESC LIMIT ?";
  static final String EVERYTHING = "SELECT " + COLUMNS + " FROM audit ORDER BY at, id";
  static final String FIND = "SELECT " + COLUMNS + " FROM audit WHERE id = ?";
  static final String PSEUDONYMISE =
      "UPDATE audit SET actor_id = ?, actor_name = ? WHERE id = ? AND actor_id = ? AND at <= ?";

  private final Readers readers;
  private final Writer writer;

  SqliteAuditTrail(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void append(AuditEntry entry) {
    writer.write(sql -> append(sql, entry));
  }

  /** Adds an entry unless one of its id is there; returns whether it did. */
  static boolean append(Sql sql, AuditEntry entry) throws SQLException {
    return sql.update(
            APPEND,
            entry.id(),
            entry.at().toEpochMilli(),
            entry.act().name(),
            entry.actor().kind().name(),
            entry.actor().id(),
            entry.actor().name(),
            entry.postId().map(PostId::value),
            entry.revision(),
            entry.reason())
        == 1;
  }

  @Override
  public Page<AuditEntry> all(PageRequest page) {
    return read(
        ALL,
        page,
        PostLists.time(page.after(), Long.MAX_VALUE),
        PostLists.id(page.after()),
        page.limit() + 1);
  }

  @Override
  public Page<AuditEntry> of(PostId post, PageRequest page) {
    return read(
        OF_POST,
        page,
        post.value(),
        PostLists.time(page.after(), Long.MAX_VALUE),
        PostLists.id(page.after()),
        page.limit() + 1);
  }

  @Override
  public Page<AuditEntry> by(String personId, PageRequest page) {
    return read(
        BY_PERSON,
        page,
        personId,
        PostLists.time(page.after(), Long.MAX_VALUE),
        PostLists.id(page.after()),
        page.limit() + 1);
  }

  @Override
  public void pseudonymise(List<AuditEntry> entries, Pseudonym person) {
    if (!entries.isEmpty()) {
      writer.write(sql -> pseudonymise(sql, entries, person));
    }
  }

  private static boolean pseudonymise(Sql sql, List<AuditEntry> entries, Pseudonym person)
      throws SQLException {
    String nobody = person.nobody().id();
    long upTo = person.upTo().toEpochMilli();
    for (AuditEntry entry : entries) {
      sql.update(PSEUDONYMISE, nobody, nobody, entry.id(), person.personId(), upTo);
    }
    return true;
  }

  private Page<AuditEntry> read(String query, PageRequest page, Object... values) {
    List<AuditEntry> fetched =
        readers.read(sql -> sql.list(query, SqliteAuditTrail::entry, values));
    return Page.of(fetched, page.limit(), AuditEntry::place);
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString(1),
        PostRow.millis(row, 2),
        Act.valueOf(row.getString(3)),
        new Actor(Actor.Kind.valueOf(row.getString(4)), row.getString(5), row.getString(6)),
        PostRow.text(row, 7).map(PostId::new),
        row.getInt(8),
        PostRow.text(row, 9));
  }
}
