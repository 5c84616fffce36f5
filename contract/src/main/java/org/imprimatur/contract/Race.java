package org.imprimatur.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Real threads that start at the same moment. */
final class Race {
  private static final int SECONDS = 60;

  private Race() {}

  /** Runs every racer on a thread of its own and gives their results in the racers' order. */
  static <T> List<T> run(List<Callable<T>> racers) {
    CyclicBarrier start = new CyclicBarrier(racers.size());
    ExecutorService threads = Executors.newFixedThreadPool(racers.size());
    try {
      List<Future<T>> running =
          racers.stream().map(racer -> threads.submit(() -> started(start, racer))).toList();
      return results(running);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T started(CyclicBarrier start, Callable<T> racer) throws Exception {
    start.await(SECONDS, TimeUnit.SECONDS);
    return racer.call();
  }

  private static <T> List<T> results(List<Future<T>> running) {
    List<T> results = new ArrayList<>();
    for (Future<T> racer : running) {
      results.add(result(racer));
    }
    return results;
  }

  private static <T> T result(Future<T> racer) {
    try {
      return racer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted in a race", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a racer failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a racer hangs", e);
    }
  }
}
