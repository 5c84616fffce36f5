package org.imprimatur.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Threads that work for one measurement, which ends with whatever one of them throws. */
public final class Threads implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Future<?>> begun = new ArrayList<>();

  /** So many. */
  public Threads(int count) {
    threads = Executors.newFixedThreadPool(count);
  }

  /** Does this as soon as a thread is free. */
  public void begin(Callable<?> work) {
    begun.add(threads.submit(work));
  }

  /** Waits until all that was begun is done. */
  public void finish() {
    try {
      for (Future<?> each : begun) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Does nothing until a time of {@link System#nanoTime}. */
  public static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Does nothing for a time. */
  public static void pause(Duration time) {
    waitUntil(System.nanoTime() + time.toNanos());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
