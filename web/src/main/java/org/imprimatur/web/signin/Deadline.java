package org.imprimatur.web.signin;

import com.nimbusds.jose.proc.SecurityContext;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Until when a conversation with the provider has to be over, however many requests it takes. It is
 * the context of Nimbus's checks so that a fetch of keys in their midst keeps to it.
 */
record Deadline(long nanoTime) implements SecurityContext {
  private static final Duration REQUEST = Duration.ofSeconds(4);

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How long one request may take now. */
  Duration request() throws HttpTimeoutException {
    Duration left = left();
    if (left.isZero() || left.isNegative()) {
      throw new HttpTimeoutException("the provider took too long");
    }
    return left.compareTo(REQUEST) < 0 ? left : REQUEST;
  }

  boolean passed() {
    return left().isNegative();
  }

  private Duration left() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }
}
