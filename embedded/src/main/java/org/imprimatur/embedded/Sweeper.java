package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes what is over: posts through the change stream, the rest without a trace. */
final class Sweeper {
  private static final int BATCH = 200;

  static final String EXPIRED =
      "SELECT id FROM posts WHERE expires <= ? ORDER BY expires, id LIMIT ?";

  private static final String KEEP =
      "INSERT INTO changes (change_id, kind, at, "
          + PostRow.COLUMNS
          + ") SELECT id || '-' || version || '-EXPIRED', 'EXPIRED', ?, "
          + PostRow.COLUMNS
          + " FROM posts WHERE id IN ("
          + EXPIRED
          + ") ON CONFLICT DO NOTHING";
  private static final String DELIVER =
      "INSERT INTO deliveries (subscriber, about, due)"
          + " SELECT 'changes', id || '-' || version || '-EXPIRED', ? FROM posts WHERE id IN ("
          + EXPIRED
          + ") ON CONFLICT DO NOTHING";
  private static final String REMOVE = "DELETE FROM posts WHERE id IN (" + EXPIRED + ")";

  private final Outbox outbox;
  private final Clock clock;
  private final Duration remember;
  private final Crash crash;

  /**
   * Sweeps by {@code outbox}.
   *
   * @param remember how long ids of published events are known
   */
  Sweeper(Outbox outbox, Clock clock, Duration remember, Crash crash) {
    this.outbox = outbox;
    this.clock = clock;
    this.remember = remember;
    this.crash = crash;
  }

  /**
   * Removes up to {@code limit} posts expired at {@code now}, the longest expired first; returns
   * how many.
   */
  int sweep(Instant now, int limit) {
    int swept = 0;
    int asked;
    int removed;
    do {
      int batch = Math.min(BATCH, limit - swept);
      removed = outbox.write(sql -> batch(sql, now, batch));
      asked = batch;
      swept += removed;
    } while (removed == asked && swept < limit);
    return swept;
  }

  /** Removes some of the sessions, entries and known ids that are over; returns how many. */
  int purge() {
    long now = clock.instant().toEpochMilli();
    long forget = now - remember.toMillis();
    return outbox.write(
        sql ->
            purge(sql, "sessions", "key", "ends", now)
                + purge(sql, "entries", "key", "until", now)
                + purge(sql, "notices", "person_id, id", "until", now)
                + purge(sql, "published", "id", "at", forget));
  }

  private int batch(Sql sql, Instant now, int limit) throws SQLException {
    long seconds = now.getEpochSecond();
    sql.update(KEEP, now.toEpochMilli(), seconds, limit);
    sql.update(DELIVER, now.toEpochMilli(), seconds, limit);
    int removed = sql.update(REMOVE, seconds, limit);
    if (removed > 0) {
      crash.at(CrashPoint.IN_EXPIRY);
    }
    return removed;
  }

  private static int purge(Sql sql, String table, String key, String end, long until)
      throws SQLException {
    String purge =
        "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s <= ? LIMIT ?)"
            .formatted(table, key, end);
    return sql.update(purge, until, BATCH);
  }
}
