package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.DeadLetter;

/** Parked deliveries as rows; a dead letter's id is its delivery's number. */
final class DeadLetterRows {
  private static final String SELECT =
      "SELECT seq, subscriber, about, reason, failures, parked_at FROM deliveries WHERE ";

  static final String LIST = SELECT + "parked_at IS NOT NULL ORDER BY parked_at, seq LIMIT ?";

  /** The unary plus, here and below, keeps SQLite from reading all that is parked to find one. */
  private static final String FIND = SELECT + "seq = ? AND +parked_at IS NOT NULL";

  private static final String REDRIVE =
      "UPDATE deliveries SET parked_at = NULL, reason = NULL, failures = 0, due = ?"
          + " WHERE seq = ? AND +parked_at IS NOT NULL";

  private static final String REDRIVE_ALL =
      "UPDATE deliveries SET parked_at = NULL, reason = NULL, failures = 0, due = ?"
          + " WHERE parked_at IS NOT NULL";

  private DeadLetterRows() {}

  static List<DeadLetter> list(Sql sql, int limit) throws SQLException {
    return sql.list(LIST, DeadLetterRows::letter, limit);
  }

  static Optional<DeadLetter> find(Sql sql, String id) throws SQLException {
    return id.matches("[0-9]{1,18}")
        ? sql.first(FIND, DeadLetterRows::letter, Long.parseLong(id))
        : Optional.empty();
  }

  static boolean redrive(Sql sql, String id, Instant now) throws SQLException {
    return id.matches("[0-9]{1,18}")
        && sql.update(REDRIVE, now.toEpochMilli(), Long.parseLong(id)) == 1;
  }

  static int redriveAll(Sql sql, Instant now) throws SQLException {
    return sql.update(REDRIVE_ALL, now.toEpochMilli());
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        PostRow.millis(row, 6));
  }
}
