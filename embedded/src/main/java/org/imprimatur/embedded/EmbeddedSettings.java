package org.imprimatur.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.event.Backoff;

/**
 * How an {@link EmbeddedRuntime} works.
 *
 * @param data the folder that holds its files; made if missing
 * @param readers how many lists are read at once; more than there are cores gains nothing
 * @param backoff how often a failed delivery is tried again
 * @param remember how long the id of a published event is known, to tell a repeat from the first
 * @param grace how long a closing runtime waits for deliveries in hand
 * @param crashAt for tests of crashes: the place in the code where the process is to halt
 */
public record EmbeddedSettings(
    Path data,
    int readers,
    Backoff backoff,
    Duration remember,
    Duration grace,
    Optional<String> crashAt) {

  /** Refuses counts and times of nothing, and a place that is not in the code. */
  public EmbeddedSettings {
    if (readers < 1 || remember.isNegative() || remember.isZero() || grace.isNegative()) {
      throw new IllegalArgumentException("readers, remember and grace are positive");
    }
    crashAt.ifPresent(CrashPoint::named);
  }

  /** As many readers as cores, the standard backoff, ids known for a week, ten seconds of grace. */
  public static EmbeddedSettings in(Path data) {
    return new EmbeddedSettings(
        data,
        Runtime.getRuntime().availableProcessors(),
        Backoff.standard(),
        Duration.ofDays(7),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  /** These settings with another backoff. */
  public EmbeddedSettings withBackoff(Backoff backoff) {
    return new EmbeddedSettings(data, readers, backoff, remember, grace, crashAt);
  }

  /** These settings with a place to halt at, for tests of crashes. */
  public EmbeddedSettings withCrashAt(Optional<String> crashAt) {
    return new EmbeddedSettings(data, readers, backoff, remember, grace, crashAt);
  }
}
