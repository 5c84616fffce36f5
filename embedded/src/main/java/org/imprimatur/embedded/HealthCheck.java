package org.imprimatur.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.post.StoreUnavailable;

/** Looks how the store and the deliveries are doing. */
final class HealthCheck {
  static final String WAITING = "SELECT count(*) FROM deliveries WHERE parked_at IS NULL";
  static final String PARKED = "SELECT count(*) FROM deliveries WHERE parked_at IS NOT NULL";
  static final String OLDEST_PARKED =
      "SELECT min(parked_at) FROM deliveries WHERE parked_at IS NOT NULL";

  private static final String BEAT =
      "INSERT INTO heartbeat (one, at, room) VALUES (1, ?, zeroblob(65536))"
          + " ON CONFLICT DO UPDATE SET at = excluded.at, room = excluded.room";

  private final Readers readers;
  private final Writer writer;
  private final Clock clock;

  HealthCheck(Readers readers, Writer writer, Clock clock) {
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
  }

  /** Writes a heartbeat and counts; {@code lag} is measured by the dispatcher. */
  Health check(Duration lag) {
    Instant now = clock.instant();
    Optional<Long> oldest = readers.read(sql -> sql.number(OLDEST_PARKED));
    return new Health(
        writable(now),
        lag,
        readers.read(sql -> sql.number(WAITING)).orElse(0L),
        readers.read(sql -> sql.number(PARKED)).orElse(0L),
        oldest.map(at -> Duration.between(Instant.ofEpochMilli(at), now)));
  }

  private boolean writable(Instant now) {
    try {
      return writer.write(sql -> sql.update(BEAT, now.toEpochMilli())) == 1;
    } catch (StoreUnavailable e) {
      return false;
    }
  }
}
