package org.imprimatur.bench;

import java.util.function.Function;

/** What came out of one thing that was measured again and again. */
sealed interface Series {
  /** Follows the one branch that holds. */
  default <T> T fold(Function<Samples, T> measured, Function<String, T> failed) {
    return this instanceof Measured m
        ? measured.apply(m.samples())
        : failed.apply(((Failed) this).why());
  }

  /**
   * It went well each time.
   *
   * @param samples a figure for each repetition
   */
  record Measured(Samples samples) implements Series {}

  /**
   * It failed once, which leaves nothing to rely on.
   *
   * @param why what went wrong
   */
  record Failed(String why) implements Series {}
}
