package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\tb", "a\n", "\u007F", "k\u00E9y", "\uD83D\uDD11"})
  void keyOfAnotherFormIsNone(String text) {
    assertThat(IdempotencyKey.parse(text)).isEmpty();
    assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""})
  void visibleAsciiIsAKey(String text) {
    assertThat(IdempotencyKey.parse(text)).map(IdempotencyKey::value).contains(text);
  }

  @Test
  void keyHasUpTo200Characters() {
    assertThat(IdempotencyKey.parse("k".repeat(200))).isPresent();
    assertThat(IdempotencyKey.parse("k".repeat(201))).isEmpty();
  }
}
