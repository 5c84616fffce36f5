package org.imprimatur.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * What becomes of a delivery after it was tried. Nobody waits for these writes: see {@link Lane}.
 */
final class Outcomes {
  private final Writer writer;
  private final Backoff standard;
  private final Clock clock;
  private final RandomGenerator random;
  private final Telemetry telemetry;

  Outcomes(
      Writer writer, Backoff standard, Clock clock, RandomGenerator random, Telemetry telemetry) {
    this.writer = writer;
    this.standard = standard;
    this.clock = clock;
    this.random = random;
    this.telemetry = telemetry;
  }

  /** The handler took it. */
  CompletableFuture<Boolean> delivered(Delivery delivery) {
    return writer.writeUnhurried(
        sql -> {
          Deliveries.delivered(sql, delivery);
          return true;
        });
  }

  /** The handler failed: tries again later, or gives up where that is of no use. */
  CompletableFuture<Boolean> failed(
      Delivery delivery, Throwable failure, Optional<Backoff> subscribers) {
    Backoff backoff = subscribers.orElse(standard);
    int failures = delivery.failures() + 1;
    String reason = Reason.of(failure);
    return failure instanceof UnreadableEvent || backoff.exhausted(failures)
        ? park(delivery, reason)
        : retry(delivery, backoff.delay(failures, random), reason);
  }

  /** Waits until what was said here is durable, or known to have failed. */
  void flush() {
    writer.write(sql -> true);
  }

  private CompletableFuture<Boolean> park(Delivery delivery, String reason) {
    Instant now = clock.instant();
    tell(Occurrence.Kind.PARKED, delivery, reason);
    return writer.writeUnhurried(
        sql -> {
          Deliveries.park(sql, delivery, reason, now);
          return true;
        });
  }

  private CompletableFuture<Boolean> retry(Delivery delivery, Duration delay, String reason) {
    Instant due = clock.instant().plus(delay);
    tell(Occurrence.Kind.RETRIED, delivery, reason);
    return writer.writeUnhurried(
        sql -> {
          Deliveries.postpone(sql, delivery, due);
          return true;
        });
  }

  private void tell(Occurrence.Kind kind, Delivery delivery, String reason) {
    telemetry.record(
        new Occurrence(
            kind,
            Map.of(
                "subscriber", delivery.subscriber(),
                "eventId", delivery.about(),
                "failures", Integer.toString(delivery.failures() + 1),
                "reason", reason)));
  }
}
