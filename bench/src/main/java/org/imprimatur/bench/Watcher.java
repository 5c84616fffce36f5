package org.imprimatur.bench;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.imprimatur.post.PostId;

/** Looks, several thousand times a second, whether posts can be read yet, as a reader would. */
final class Watcher implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofNanos(200_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningBoard board;
  private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> watching;
  private volatile boolean closed;

  Watcher(RunningBoard board) {
    this.board = board;
    watching = CompletableFuture.runAsync(this::watch, work -> new Thread(work).start());
  }

  /** From now on looks for this post, and counts from {@code since}. */
  void await(PostId id, long since) {
    awaited.add(new Awaited(id, since));
  }

  /** How many milliseconds each post took, once all are there. */
  Samples all() throws TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!awaited.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(awaited.size() + " posts did not become visible");
      }
      Threads.pause(Duration.ofMillis(10));
    }
    return Samples.of(millis);
  }

  private void watch() {
    while (!closed) {
      for (Iterator<Awaited> each = awaited.iterator(); each.hasNext(); ) {
        Awaited post = each.next();
        if (board.shows(post.id())) {
          millis.add((System.nanoTime() - post.since()) / 1e6);
          each.remove();
        }
      }
      Threads.pause(PAUSE);
    }
  }

  @Override
  public void close() {
    closed = true;
    watching.join();
  }

  private record Awaited(PostId id, long since) {}
}
