package org.imprimatur.telemetry;

/** Hears what happens on the board. Implementations are thread-safe and never throw. */
@FunctionalInterface
public interface Telemetry {
  /** Counts and logs one occurrence. Called once where it happened, again where it is repeated. */
  void record(Occurrence occurrence);
}
