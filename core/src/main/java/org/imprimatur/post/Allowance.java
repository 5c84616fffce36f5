package org.imprimatur.post;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether an author may hand in another text now. */
public sealed interface Allowance {
  /** Follows the one branch that holds. */
  default <T> T fold(
      Supplier<T> free, Function<TooManyWaiting, T> tooManyWaiting, Function<TooFast, T> tooFast) {
    if (this instanceof TooManyWaiting w) {
      return tooManyWaiting.apply(w);
    }
    return this instanceof TooFast f ? tooFast.apply(f) : free.get();
  }

  /** The author may. */
  record Free() implements Allowance {}

  /**
   * Too many texts wait for a decision.
   *
   * @param limit how many may
   */
  record TooManyWaiting(int limit) implements Allowance {}

  /**
   * Too many texts came within an hour or a minute.
   *
   * @param limit how many may
   * @param within within how long
   * @param again when the next one may come, UTC
   */
  record TooFast(int limit, Duration within, Instant again) implements Allowance {
    /** The time in words: {@code an hour} or {@code a minute}. */
    public String withinInWords() {
      return within.toHours() > 0 ? "an hour" : "a minute";
    }
  }
}
