package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final int CROWD = 20;

  private long now = -5;
  private final Lag lag = new Lag(now);

  @Test
  void whoIsInTimeIsNotBehindHoweverManyCome() {
    lines(500, CROWD, 20);
    assertThat(lag.behind()).isFalse();
  }

  @Test
  void whoIsLateForATenthOfASecondIsBehindUntilInTime() {
    lines(5, CROWD, 25);
    assertThat(lag.behind()).isFalse();
    lines(1, CROWD, 25);
    assertThat(lag.behind()).isTrue();
    lines(1, CROWD, 25);
    assertThat(lag.behind()).isTrue();
    lines(1, CROWD, 20);
    assertThat(lag.behind()).isFalse();
  }

  @Test
  void whoWasBehindWithinTheSecondIsSoAgainAtOnce() {
    lines(6, CROWD, 25);
    lines(45, CROWD, 20);
    lines(1, CROWD, 21);
    assertThat(lag.behind()).isTrue();
  }

  @Test
  void whoWasBehindLongAgoIsNot() {
    lines(6, CROWD, 25);
    lines(50, CROWD, 20);
    lines(1, CROWD, 21);
    assertThat(lag.behind()).isFalse();
  }

  @Test
  void aPauseThatIsOverIsForgotten() {
    lines(1, CROWD, 2_000);
    assertThat(lag.behind()).isFalse();
    lines(1, CROWD, 1);
    lines(1, CROWD, 2_000);
    assertThat(lag.behind()).isFalse();
  }

  @Test
  void fewThatTakeLongAreNoCrowd() {
    lines(100, 7, 50);
    assertThat(lag.behind()).isFalse();
  }

  @Test
  void theFirstAfterASilenceIsNotToldOfWhatWasBefore() {
    lines(6, CROWD, 25);
    assertThat(lag.behind()).isTrue();
    now += Duration.ofMillis(100).toNanos();
    assertThat(lag.take(now)).isTrue();
    assertThat(lag.behind()).isFalse();
  }

  /** So many lines of so many each, one right after the other. */
  private void lines(int number, int length, int millis) {
    for (int i = 0; i < number; i++) {
      for (int each = 0; each < length; each++) {
        assertThat(lag.take(now)).isEqualTo(each == 0);
      }
      now += Duration.ofMillis(millis).toNanos();
      lag.end(now);
    }
  }
}
