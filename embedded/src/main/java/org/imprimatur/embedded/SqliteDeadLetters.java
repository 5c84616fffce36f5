package org.imprimatur.embedded;

import java.util.List;
import java.util.Map;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Parked deliveries, for the operator of this process. */
final class SqliteDeadLetters implements DeadLetters {
  private final Readers readers;
  private final Outbox outbox;
  private final Telemetry telemetry;

  SqliteDeadLetters(Readers readers, Outbox outbox, Telemetry telemetry) {
    this.readers = readers;
    this.outbox = outbox;
    this.telemetry = telemetry;
  }

  @Override
  public List<DeadLetter> list(int limit) {
    return readers.read(sql -> DeadLetterRows.list(sql, limit));
  }

  @Override
  public boolean redrive(String id) {
    boolean there = outbox.write(sql -> DeadLetterRows.redrive(sql, id, outbox.now()));
    if (there) {
      telemetry.record(new Occurrence(Occurrence.Kind.REDRIVEN, Map.of("deadLetter", id)));
    }
    return there;
  }

  @Override
  public int redriveAll() {
    int redriven = outbox.write(sql -> DeadLetterRows.redriveAll(sql, outbox.now()));
    for (int i = 0; i < redriven; i++) {
      telemetry.record(new Occurrence(Occurrence.Kind.REDRIVEN, Map.of()));
    }
    return redriven;
  }
}
