package org.imprimatur.contract;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Remembers what happened, in order. Thread-safe. */
public final class RecordingTelemetry implements Telemetry {
  private final List<Occurrence> heard = new ArrayList<>();

  @Override
  public synchronized void record(Occurrence occurrence) {
    heard.add(occurrence);
  }

  /** All that happened so far. */
  public synchronized List<Occurrence> all() {
    return List.copyOf(heard);
  }

  /** What happened so far of one kind. */
  public List<Occurrence> of(Occurrence.Kind kind) {
    return all().stream().filter(occurrence -> occurrence.kind() == kind).toList();
  }

  /** One field of all that happened of one kind; empty text where it is missing. */
  public List<String> of(Occurrence.Kind kind, String field) {
    return of(kind).stream().map(o -> o.fields().getOrDefault(field, "")).toList();
  }
}
