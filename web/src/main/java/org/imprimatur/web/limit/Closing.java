package org.imprimatur.web.limit;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.web.Settings;

/**
 * At the end nobody new comes in, and what is on its way in is waited for; Quarkus then waits for
 * what is being worked on.
 */
@Singleton
class Closing {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Settings settings;

  Closing(Settings settings) {
    this.settings = settings;
  }

  void close(@Observes ShutdownDelayInitiatedEvent event) {
    Arrivals.ALL.close(settings.port());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Arrivals.ALL.none() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
