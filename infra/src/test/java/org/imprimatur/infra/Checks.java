package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;

/** Shows that a check can fail. */
final class Checks {
  private Checks() {}

  /** The check holds of what is there and fails of the broken copy. */
  static void notices(Consumer<Cloud> check, Cloud sound, Cloud broken) {
    check.accept(sound);
    assertThatThrownBy(() -> check.accept(broken)).isInstanceOf(AssertionError.class);
  }
}
