package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
  @ParameterizedTest
  @ValueSource(strings = {"x", "\uD83D\uDE42"})
  void reasonHasUpTo1000CodePoints(String character) {
    assertThat(decision(character.repeat(1_000), "mia", 1).reason()).isPresent();
    assertThatThrownBy(() -> decision(character.repeat(1_001), "mia", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reasonIsTextThatEveryStoreKeeps() {
    assertThatThrownBy(() -> decision("a\uD800b", "mia", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decision("a\u0000b", "mia", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(decision("two\n\tlines", "mia", 1).reason()).contains("two\n\tlines");
  }

  @Test
  void somebodyDecides() {
    assertThatThrownBy(() -> decision("x", " ", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void revisionsCountFromOne() {
    assertThatThrownBy(() -> decision("x", "mia", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Decision decision(String reason, String by, int revision) {
    return new Decision(
        Verdict.REJECTED, Optional.of(reason), Decider.service(by), Instant.EPOCH, revision);
  }
}
