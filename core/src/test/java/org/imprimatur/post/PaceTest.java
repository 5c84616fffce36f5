package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant now = NOON;
  private final Clock clock = new MovedClock();

  @Test
  void takesAsManyPlacesAsThereAreAndSaysWhenTheNextIsFree() {
    Pace pace = new Pace(2, MINUTE, 10, clock);
    assertThat(pace.take("a")).isEmpty();
    now = NOON.plusSeconds(20);
    assertThat(pace.take("a")).isEmpty();
    assertThat(pace.take("a")).contains(NOON.plus(MINUTE));
    assertThat(pace.take("b")).isEmpty();

    now = NOON.plus(MINUTE);
    assertThat(pace.full("a")).isEmpty();
    assertThat(pace.take("a")).isEmpty();
    assertThat(pace.take("a")).contains(NOON.plusSeconds(80));
  }

  @Test
  void anyTimeOfThatLengthHoldsNoMoreThanTheLimit() {
    Pace pace = new Pace(10, MINUTE, 10, clock);
    long accepted =
        IntStream.range(0, 12_000)
            .filter(
                tick -> {
                  now = NOON.plusMillis(tick * 10L);
                  return pace.take("a").isEmpty();
                })
            .count();
    assertThat(accepted).isEqualTo(20);
  }

  @Test
  void zeroIsAnyNumber() {
    Pace pace = new Pace(0, MINUTE, 10, clock);
    assertThat(IntStream.range(0, 100)).allMatch(i -> pace.take("a").isEmpty());
  }

  @Test
  void remembersTheNamesSeenLast() {
    Pace pace = new Pace(1, MINUTE, 2, clock);
    pace.take("a");
    pace.take("b");
    pace.full("a");
    pace.take("c");
    assertThat(pace.full("a")).isPresent();
    assertThat(pace.full("b")).isEmpty();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    Pace pace = new Pace(1, MINUTE, 2, clock);
    now = NOON.plus(Duration.ofDays(1));
    pace.take("a");
    now = NOON;
    assertThat(pace.take("a")).isEmpty();
  }

  private final class MovedClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
