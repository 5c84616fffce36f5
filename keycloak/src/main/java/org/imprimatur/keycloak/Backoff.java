package org.imprimatur.keycloak;

import java.time.Duration;

/** How long to wait before the next try: a second after the first failure, never over a minute. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int LAST_DOUBLING = 6;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Backoff() {}

  static Duration after(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, LAST_DOUBLING);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
