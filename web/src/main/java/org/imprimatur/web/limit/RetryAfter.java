package org.imprimatur.web.limit;

import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says when to ask again. */
public final class RetryAfter {
  private static final long ROUND_UP = 999;

  private RetryAfter() {}

  /** The same answer with {@code Retry-After}, in whole seconds from 1, rounded up. */
  public static Response on(Response answer, Instant again, Clock clock) {
    long wait = Duration.between(clock.instant(), again).plusMillis(ROUND_UP).toSeconds();
    return Response.fromResponse(answer).header("Retry-After", Math.max(1, wait)).build();
  }
}
