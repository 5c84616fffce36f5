package org.imprimatur.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/** Clients that each send something as soon as they were answered: a closed loop. */
final class Clients {
  private Clients() {}

  /** How many answers a second {@code count} clients get altogether. */
  static double perSecond(int count, Duration time, IntFunction<Callable<?>> client) {
    LongAdder answers = new LongAdder();
    try (Threads threads = new Threads(count)) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Callable<?> call = client.apply(i);
        threads.begin(() -> callUntil(start + time.toNanos(), call, answers));
      }
      threads.finish();
      return answers.sum() * 1e9 / (System.nanoTime() - start);
    }
  }

  private static boolean callUntil(long end, Callable<?> call, LongAdder answers) throws Exception {
    while (System.nanoTime() < end) {
      call.call();
      answers.increment();
    }
    return true;
  }
}
