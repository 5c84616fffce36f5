package org.imprimatur.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.imprimatur.event.Backoff;
import org.imprimatur.post.StoreUnavailable;

/**
 * For work that nobody waits for at a screen: what a store refuses, because a table has grown too
 * slowly or a stage has its limit, is tried again for a minute or two. Only for what may be
 * repeated.
 *
 * @param backoff how often, and after which pauses
 * @param random where the pauses get their jitter
 * @param pause makes a pause
 */
record Patience(Backoff backoff, RandomGenerator random, Consumer<Duration> pause) {

  /** About a minute and a half in all. */
  static Patience ofAnOperator(RandomGenerator random) {
    return new Patience(
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), 9),
        random,
        wait -> LockSupport.parkNanos(wait.toNanos()));
  }

  /** What the work yields, once it does; what the last try throws otherwise. */
  <T> T with(Supplier<T> work) {
    for (int failures = 1; ; failures++) {
      try {
        return work.get();
      } catch (StoreUnavailable e) {
        if (backoff.exhausted(failures)) {
          throw e;
        }
        pause.accept(backoff.delay(failures, random));
      }
    }
  }
}
