package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.account.Removal;
import org.imprimatur.account.Removals;
import org.imprimatur.event.Event;
import org.imprimatur.post.Change;
import org.imprimatur.post.Pseudonym;

/** Who is being taken out of the board, in a table; and what of them is on its way, in others. */
final class SqliteRemovals implements Removals {
  private static final String COLUMNS =
      "person_id, pseudonym, keep_public, asked_at, gone_at, passes, due";
  private static final String BEGIN =
      "INSERT INTO removals ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET"
          + " pseudonym = excluded.pseudonym, keep_public = excluded.keep_public,"
          + " asked_at = excluded.asked_at, gone_at = NULL, passes = 0, due = excluded.due"
          + " WHERE removals.gone_at IS NOT NULL";
  private static final String FIND = "SELECT " + COLUMNS + " FROM removals WHERE person_id = ?";
  static final String DUE =
      "SELECT " + COLUMNS + " FROM removals WHERE due <= ? ORDER BY due LIMIT ?";
  private static final String REPLACE =
      "UPDATE removals SET gone_at = ?, passes = ?, due = ?"
          + " WHERE person_id = ? AND pseudonym = ? AND passes = ?";
  private static final String END =
      "DELETE FROM removals WHERE person_id = ? AND pseudonym = ? AND passes = ?";
  private static final String END_SESSIONS =
      "DELETE FROM sessions WHERE subject = ? AND created_at <= ?";

  private final Readers readers;
  private final Writer writer;

  SqliteRemovals(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public Removal begin(Removal removal) {
    return writer.write(
        sql -> {
          sql.update(
              BEGIN,
              removal.personId(),
              removal.pseudonym(),
              removal.keepPublic() ? 1 : 0,
              removal.askedAt().toEpochMilli(),
              removal.goneAt().map(Instant::toEpochMilli),
              removal.passes(),
              removal.due().toEpochMilli());
          return find(sql, removal.personId()).orElseThrow();
        });
  }

  @Override
  public Optional<Removal> find(String personId) {
    return readers.read(sql -> find(sql, personId));
  }

  @Override
  public List<Removal> due(Instant now, int limit) {
    return readers.read(sql -> sql.list(DUE, SqliteRemovals::removal, now.toEpochMilli(), limit));
  }

  @Override
  public void replace(Removal removal, Removal next) {
    writer.write(
        sql ->
            sql.update(
                REPLACE,
                next.goneAt().map(Instant::toEpochMilli),
                next.passes(),
                next.due().toEpochMilli(),
                removal.personId(),
                removal.pseudonym(),
                removal.passes()));
  }

  @Override
  public void end(Removal removal) {
    writer.write(sql -> sql.update(END, removal.personId(), removal.pseudonym(), removal.passes()));
  }

  @Override
  public void clear(Pseudonym person) {
    writer.write(
        sql -> {
          sql.update(END_SESSIONS, person.personId(), person.upTo().toEpochMilli());
          clearChanges(sql, person);
          clearEvents(sql, person);
          return true;
        });
  }

  private static void clearChanges(Sql sql, Pseudonym person) throws SQLException {
    for (Change change : Deliveries.changesNaming(sql, person.personId())) {
      Change without = change.without(person);
      if (!without.equals(change)) {
        Deliveries.rewrite(sql, without);
      }
    }
  }

  private static void clearEvents(Sql sql, Pseudonym person) throws SQLException {
    for (Event event : Deliveries.eventsNaming(sql, person.personId())) {
      Event without = Removals.without(event, person);
      if (!without.equals(event)) {
        Deliveries.rewrite(sql, without);
      }
    }
  }

  /** A handler may be at work with what it read before that was cleared. */
  @Override
  public Duration onTheWay() {
    return Duration.ofMinutes(10);
  }

  private static Optional<Removal> find(Sql sql, String personId) throws SQLException {
    return sql.first(FIND, SqliteRemovals::removal, personId);
  }

  private static Removal removal(ResultSet row) throws SQLException {
    return new Removal(
        row.getString(1),
        row.getString(2),
        row.getInt(3) == 1,
        PostRow.millis(row, 4),
        PostRow.optionalMillis(row, 5),
        row.getInt(6),
        PostRow.millis(row, 7));
  }
}
