package org.imprimatur.web.ops;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.imprimatur.web.ops.Pipeline.Condition;

/**
 * Ready means that the store takes writes and that no delivery has been overdue for long. The store
 * is asked at most once a second, however often somebody looks.
 */
@Default
@Readiness
@Singleton
public class PipelineHealth implements HealthCheck {
  private static final Duration LONGEST_LAG = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final Clock clock;
  private Seen seen;

  PipelineHealth(Pipeline pipeline, Clock clock) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.seen = new Seen(Instant.EPOCH, Condition.of(true));
  }

  @Override
  public HealthCheckResponse call() {
    Condition health = current();
    boolean prompt = health.lag().compareTo(LONGEST_LAG) < 0;
    return HealthCheckResponse.named("board").status(health.writable() && prompt).build();
  }

  /** How the store and the deliveries are, not older than a second. */
  public synchronized Condition current() {
    Instant now = clock.instant();
    if (seen.at().plus(FRESH).isBefore(now)) {
      seen = new Seen(now, pipeline.condition());
    }
    return seen.condition();
  }

  private record Seen(Instant at, Condition condition) {}
}
