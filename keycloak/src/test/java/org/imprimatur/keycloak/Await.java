package org.imprimatur.keycloak;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens elsewhere, looking again and again until a deadline. */
final class Await {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Await() {}

  static void until(Duration limit, BooleanSupplier holds, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + limit + ": " + otherwise.get());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
