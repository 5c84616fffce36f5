package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesFromOneSecond() {
    assertThat(Backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.after(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.after(5)).isEqualTo(Duration.ofSeconds(16));
  }

  @Test
  void isNeverOverAMinute() {
    assertThat(Backoff.after(7)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }
}
