package org.imprimatur.embedded;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What has to be done every now and then, on one thread; a failure today is no failure tomorrow.
 */
final class Housekeeping {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "imprimatur-housekeeping");
            made.setDaemon(true);
            return made;
          });

  /** Does {@code work} now and then every {@code pause}. */
  void every(Duration pause, Runnable work) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> carefully(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins with nothing more and waits for what is under way, {@code grace} at most. */
  void stop(Duration grace) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void carefully(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Housekeeping is put off: " + Reason.of(e));
    }
  }
}
