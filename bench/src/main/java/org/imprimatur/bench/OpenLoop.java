package org.imprimatur.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Calls at a fixed rate, however long each takes to be answered. */
final class OpenLoop {
  private static final int THREADS = 32;

  private OpenLoop() {}

  /** How many calls fit into {@code time}. */
  static int calls(int perSecond, Duration time) {
    return Math.toIntExact(time.toMillis() * perSecond / 1_000);
  }

  /** Makes the calls, each begun when it is its time, and returns when all are answered. */
  static void run(int perSecond, int calls, IntFunction<Callable<?>> call) {
    try (Threads threads = new Threads(THREADS)) {
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        Threads.waitUntil(start + i * TimeUnit.SECONDS.toNanos(1) / perSecond);
        threads.begin(call.apply(i));
      }
      threads.finish();
    }
  }
}
