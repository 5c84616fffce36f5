package org.imprimatur.badclass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Bad on purpose: helps itself to time, chance and environment, in a package without null marks.
 */
public final class ImpatientHelper {
  private final Supplier<Instant> now = Instant::now;

  /** Takes everything. */
  public List<Object> everything() throws InterruptedException {
    Thread.sleep(0);
    return List.of(
        now.get(),
        Clock.systemUTC(),
        UUID.randomUUID(),
        System.getenv(),
        System.currentTimeMillis(),
        new Random(),
        new SecureRandom(),
        ThreadLocalRandom.current(),
        Math.random());
  }
}
