package org.imprimatur.web.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from an endpoint that does not answer: after a few silences in a row one call at a
 * time finds out, with pauses, whether it does again. Thread-safe.
 */
final class Breaker {
  private static final int SILENCES = 5;

  private final Clock clock;
  private final Duration pause;
  private int silences;
  private Instant leftAloneSince = Instant.EPOCH;

  /**
   * A breaker that lets everybody through.
   *
   * @param pause how long nobody calls after a silence
   */
  Breaker(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Whether to call now; who is let through has to say what came of it. */
  synchronized boolean admits() {
    if (silences < SILENCES) {
      return true;
    }
    Instant now = clock.instant();
    Duration waited = Duration.between(leftAloneSince, now).abs();
    boolean time = waited.compareTo(pause) >= 0;
    if (time) {
      leftAloneSince = now;
    }
    return time;
  }

  /** The endpoint answered, well or badly. */
  synchronized void answered() {
    silences = 0;
  }

  /** The endpoint did not answer. */
  synchronized void silent() {
    silences++;
    leftAloneSince = clock.instant();
  }
}
