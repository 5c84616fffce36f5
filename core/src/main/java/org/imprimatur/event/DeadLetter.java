package org.imprimatur.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.telemetry.Occurrence;

/**
 * A change or an event that was parked after its handler failed too often.
 *
 * @param id names the delivery
 * @param subscriber whose handler failed
 * @param about the id of the change or event
 * @param reason what the last failure said, without content; one line
 * @param attempts how often it was tried
 * @param parkedAt when it was given up
 */
public record DeadLetter(
    String id, String subscriber, String about, String reason, int attempts, Instant parkedAt) {
  private static final int LONGEST_REASON = 300;

  /**
   * What a failure says for itself, fit for a dead letter and a log: its kind and message on one
   * line of bounded length.
   */
  public static String reason(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    String line = (failure.getClass().getSimpleName() + ": " + message).replaceAll("\\s+", " ");
    return line.strip().substring(0, Math.min(line.strip().length(), LONGEST_REASON));
  }

  /** This delivery's parking, or its redriving, as it is told to telemetry. */
  public Occurrence occurrence(Occurrence.Kind kind) {
    return new Occurrence(
        kind,
        Map.of(
            "subscriber", subscriber,
            "eventId", about,
            "attempts", Integer.toString(attempts),
            "reason", reason));
  }
}
