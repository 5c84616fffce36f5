package org.imprimatur.contract;

import org.junit.jupiter.api.Test;

/**
 * Posts by the hundred that leave in every way at once: {@code -Dimprimatur.departures=N} has more
 * of them leave.
 */
public interface DeparturesContract extends EngineContract {
  /** How many leave. */
  default int departures() {
    return Integer.getInteger("imprimatur.departures", 100);
  }

  @Test
  default void whateverFailsAPostIsInTheArchiveOnceAsItWasAndBeforeItIsGone() {
    int left = 0;
    for (long seed = 1; left < departures(); seed++) {
      try {
        left += Departures.watched(this, seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with the seed " + seed, e);
      }
    }
    System.out.printf("figure: %,d left%n", left);
  }
}
