package org.imprimatur.contract;

/** Delivers until nothing is due any more at the present time. */
final class Deliveries {
  private static final int ROUNDS = 10_000;

  private Deliveries() {}

  /** How many deliveries were tried. */
  static int all(RuntimeUnderTest engine) {
    int tried = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int now = engine.deliverDue();
      if (now == 0) {
        return tried;
      }
      tried += now;
    }
    throw new AssertionError("deliveries do not come to an end");
  }
}
