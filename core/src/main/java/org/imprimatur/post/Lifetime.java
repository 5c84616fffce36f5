package org.imprimatur.post;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a post stays on the board.
 *
 * @param length at least a second
 */
public record Lifetime(Duration length) {
  /** Refuses less than a second. */
  public Lifetime {
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a post stays for at least a second");
    }
  }

  /**
   * When a life that begins at {@code start} ends: in whole seconds, as DynamoDB's time to live
   * counts, rounded up so that it is never shorter than promised.
   */
  public Instant from(Instant start) {
    Instant end = start.plus(length);
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(end) ? end : second.plusSeconds(1);
  }
}
