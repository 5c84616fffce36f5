package org.imprimatur.web.ops;

import java.time.Duration;
import java.util.Optional;

/** Tells how the store and the deliveries of a runtime are. */
@FunctionalInterface
public interface Pipeline {
  /** How they are now. Never throws. */
  Condition condition();

  /**
   * How the store and the deliveries are.
   *
   * @param writable whether the store works
   * @param lag how long the oldest delivery that is due has been so
   * @param waiting how many deliveries are due or will be
   * @param parked how many failed for good
   * @param oldestParked how long the oldest of those has been there
   */
  record Condition(
      boolean writable, Duration lag, long waiting, long parked, Optional<Duration> oldestParked) {

    /** A store that works or not, with deliveries that others watch. */
    public static Condition of(boolean writable) {
      return new Condition(writable, Duration.ZERO, 0, 0, Optional.empty());
    }
  }
}
