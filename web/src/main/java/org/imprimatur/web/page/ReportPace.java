package org.imprimatur.web.page;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.imprimatur.post.Hash;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.User;

/** How many posts one reader may report: ten within an hour of the clock, whatever the process. */
@Singleton
class ReportPace {
  private static final int PER_HOUR = 10;

  private final ExpiringEntries entries;
  private final Clock clock;

  ReportPace(ExpiringEntries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  /** Takes one of the reader's places; false when none is left. */
  boolean allows(User reader) {
    Instant now = clock.instant();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    String place = "report:" + Hash.of(reader.subject()) + ":" + hour.getEpochSecond() + ":";
    Instant until = hour.plus(Duration.ofHours(1));
    return IntStream.range(0, PER_HOUR)
        .anyMatch(number -> entries.putIfAbsent(place + number, "", until, now));
  }
}
