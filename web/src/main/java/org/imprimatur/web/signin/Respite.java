package org.imprimatur.web.signin;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a provider that just failed alone for a second, however many want something of it. */
final class Respite {
  private static final Duration LENGTH = Duration.ofSeconds(1);

  private final Clock clock;
  private volatile Instant failedAt = Instant.MIN;

  Respite(Clock clock) {
    this.clock = clock;
  }

  /** It failed now. Being refused meanwhile makes it no longer. */
  void begin() {
    if (!on()) {
      failedAt = clock.instant();
    }
  }

  /** Fails as it did, if that was a moment ago. */
  void check() throws IOException {
    if (on()) {
      throw new IOException("the provider failed a moment ago");
    }
  }

  private boolean on() {
    Instant now = clock.instant();
    return !now.isBefore(failedAt) && now.isBefore(failedAt.plus(LENGTH));
  }
}
