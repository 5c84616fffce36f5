package org.imprimatur.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final RandomGenerator NO_JITTER = () -> 0;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), 3);

  @Test
  void givesUpAfterSoManyFailures() {
    assertThat(BACKOFF.exhausted(2)).isFalse();
    assertThat(BACKOFF.exhausted(3)).isTrue();
    assertThat(BACKOFF.exhausted(4)).isTrue();
  }

  @Test
  void waitsGrowFromTheFirstToTheLongest() {
    assertThat(BACKOFF.delay(1, NO_JITTER)).isEqualTo(Duration.ofSeconds(1));
    assertThat(BACKOFF.delay(2, NO_JITTER)).isEqualTo(Duration.ofSeconds(2));
    assertThat(BACKOFF.delay(3, NO_JITTER)).isEqualTo(Duration.ofSeconds(4));
    assertThat(BACKOFF.delay(4, NO_JITTER)).isEqualTo(Duration.ofSeconds(5));
    assertThat(BACKOFF.delay(1_000, NO_JITTER)).isEqualTo(Duration.ofSeconds(5));
  }

  @Property
  void everyWaitIsInTheUpperHalf(
      @ForAll @LongRange(min = 1, max = 100_000_000_000L) long first,
      @ForAll @IntRange(min = 1, max = 100) int failures,
      @ForAll long seed) {
    Duration shortest = Duration.ofMillis(first);
    Backoff backoff = new Backoff(shortest, shortest.multipliedBy(1_000), 3);
    Duration wait = backoff.delay(failures, new Random(seed));

    assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(first / 2));
    assertThat(wait).isLessThanOrEqualTo(backoff.longest());
    assertThat(wait).isPositive();
  }

  @Test
  void standardIsGivenUpInAboutAQuarterOfAMinute() {
    Backoff standard = Backoff.standard();
    Duration total = Duration.ZERO;
    for (int failures = 1; !standard.exhausted(failures); failures++) {
      total = total.plus(standard.delay(failures, NO_JITTER));
    }

    assertThat(total).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void refusesWaitsOfNothingAndNoAttempts() {
    Duration second = Duration.ofSeconds(1);
    assertRefused(Duration.ZERO, second, 1);
    assertRefused(Duration.ofNanos(1), second, 1);
    assertRefused(second.negated(), second, 1);
    assertRefused(second, Duration.ofMillis(999), 1);
    assertRefused(second, second, 0);
  }

  private static void assertRefused(Duration first, Duration longest, int attempts) {
    assertThatThrownBy(() -> new Backoff(first, longest, attempts))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
