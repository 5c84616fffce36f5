package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private static final Lifetime THIRTY_DAYS = new Lifetime(Duration.ofDays(30));

  @Test
  void endsInWholeSecondsAndNeverEarlierThanPromised() {
    assertThat(THIRTY_DAYS.from(Instant.parse("2025-03-01T12:00:00.001Z")))
        .isEqualTo("2025-03-31T12:00:01Z");
    assertThat(THIRTY_DAYS.from(Instant.parse("2025-03-01T12:00:00.999Z")))
        .isEqualTo("2025-03-31T12:00:01Z");
  }

  @Test
  void wholeSecondsStayAsTheyAre() {
    assertThat(THIRTY_DAYS.from(Instant.parse("2025-03-01T12:00:00Z")))
        .isEqualTo("2025-03-31T12:00:00Z");
  }

  @Test
  void lastsForAtLeastASecond() {
    assertThat(new Lifetime(Duration.ofSeconds(1)).from(Instant.EPOCH))
        .isEqualTo(Instant.ofEpochSecond(1));
    assertThatThrownBy(() -> new Lifetime(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lifetime(Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
