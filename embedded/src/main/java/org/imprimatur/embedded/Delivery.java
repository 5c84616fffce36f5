package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A change or an event on its way to one subscriber.
 *
 * @param seq its number, never given twice
 * @param subscriber to whom
 * @param about the id of the change or event
 * @param failures how often it was tried in vain
 * @param due when it is to be delivered, at the earliest
 */
record Delivery(long seq, String subscriber, String about, int failures, Instant due) {
  /** The columns that {@link #read} reads. */
  static final String COLUMNS = "seq, subscriber, about, failures, due";

  static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), PostRow.millis(row, 5));
  }
}
