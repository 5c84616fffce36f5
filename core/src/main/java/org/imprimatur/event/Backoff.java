package org.imprimatur.event;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a failed delivery is tried again: exponentially growing waits with full jitter
 * in their upper half, then never.
 *
 * @param first the wait after the first failure
 * @param longest no wait is longer
 * @param attempts after so many failures a delivery is parked; at least 1
 */
public record Backoff(Duration first, Duration longest, int attempts) {
  /** Refuses waits of less than a millisecond and counts below 1. */
  public Backoff {
    if (first.toMillis() < 1 || longest.compareTo(first) < 0 || attempts < 1) {
      throw new IllegalArgumentException("waits grow from a millisecond; attempts count from 1");
    }
  }

  /** Five attempts within about a quarter of a minute. */
  public static Backoff standard() {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 5);
  }

  /** Whether a delivery that failed {@code failures} times is given up. */
  public boolean exhausted(int failures) {
    return failures >= attempts;
  }

  /** How long to wait after failure number {@code failures}, counted from 1. */
  public Duration delay(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 62);
    long most = longest.toMillis();
    long full = first.toMillis() > most >> doublings ? most : first.toMillis() << doublings;
    return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
  }
}
