package org.imprimatur.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.event.Backoff;

/**
 * The way to one subscriber: its own few threads and its own few deliveries in hand, so that
 * whatever happens here delays nobody else.
 *
 * <p>A delivery is in hand from when it is read until its outcome is durable; in between it is not
 * read a second time. Only one process has the file, so this is known in memory alone.
 */
final class Lane {
  private static final int THREADS = 32;
  private static final int IN_HAND = 256;

  /** Enough for all threads meanwhile: what is in hand is read again with what is not. */
  private static final int ENOUGH = IN_HAND / 2;

  private static final int PAGE = 100;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String subscriber;
  private final Handler handler;
  private final Optional<Backoff> backoff;
  private final Readers readers;
  private final Outcomes outcomes;
  private final Runnable wake;
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads;
  private volatile long pausedAt = System.nanoTime() - PAUSE_NANOS;

  /**
   * A way to a subscriber.
   *
   * @param backoff how failed deliveries are tried again; empty for as everywhere
   * @param atOnce how many deliveries are handed over at once at most
   * @param wake called when there is room for more than a few
   */
  Lane(
      String subscriber,
      Handler handler,
      Optional<Backoff> backoff,
      Readers readers,
      Outcomes outcomes,
      int atOnce,
      Runnable wake) {
    this.subscriber = subscriber;
    this.handler = handler;
    this.backoff = backoff;
    this.readers = readers;
    this.outcomes = outcomes;
    this.wake = wake;
    this.threads = threads(subscriber, Math.min(atOnce, THREADS));
  }

  String subscriber() {
    return subscriber;
  }

  /**
   * Begins, on this lane's threads, with what is due. To be called by one thread.
   *
   * @return when the next delivery is due, where that is known to be later
   */
  Optional<Instant> fill(Instant now) {
    // Taken before reading: what leaves this set meanwhile is done, though it may still be read.
    Set<Long> before = Set.copyOf(inHand);
    if (before.size() > ENOUGH || System.nanoTime() - pausedAt < PAUSE_NANOS) {
      return Optional.empty();
    }
    List<Delivery> due = due(now, Optional.empty(), Long.MAX_VALUE, IN_HAND);
    due.stream().filter(delivery -> !before.contains(delivery.seq())).forEach(this::begin);
    return readers.read(sql -> Deliveries.nextDue(sql, subscriber, now));
  }

  /**
   * Delivers, on the caller's thread, what is due at {@code now}, each once.
   *
   * @param upTo the highest number to deliver
   */
  int deliverDue(Instant now, long upTo) {
    List<CompletableFuture<Boolean>> outcomesOfAll = new ArrayList<>();
    List<Delivery> page = due(now, Optional.empty(), upTo, PAGE);
    while (!page.isEmpty()) {
      page.forEach(delivery -> outcomesOfAll.add(attempt(delivery)));
      page = due(now, Optional.of(page.get(page.size() - 1)), upTo, PAGE);
    }
    if (!outcomesOfAll.isEmpty()) {
      outcomes.flush();
    }
    outcomesOfAll.forEach(CompletableFuture::join);
    return outcomesOfAll.size();
  }

  /** Begins with nothing more, and waits for handlers at work; those who take too long are cut. */
  void stop(Duration grace) throws InterruptedException {
    threads.getQueue().clear();
    threads.shutdown();
    if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }

  private List<Delivery> due(Instant now, Optional<Delivery> after, long upTo, int limit) {
    return readers.read(sql -> Deliveries.due(sql, subscriber, now, after, upTo, limit));
  }

  private void begin(Delivery delivery) {
    inHand.add(delivery.seq());
    threads.execute(
        () -> {
          CompletableFuture<?> unused =
              attempt(delivery).whenComplete((done, failure) -> release(delivery, failure != null));
        });
  }

  private CompletableFuture<Boolean> attempt(Delivery delivery) {
    try {
      handler.handle(delivery.about());
      return outcomes.delivered(delivery);
    } catch (Throwable e) { // Whatever it throws: a delivery is never left in hand.
      return outcomes.failed(delivery, e, backoff);
    }
  }

  /** A store that cannot note outcomes needs time, not the same deliveries again at once. */
  private void release(Delivery delivery, boolean lost) {
    if (lost) {
      pausedAt = System.nanoTime();
    }
    inHand.remove(delivery.seq());
    if (inHand.size() <= ENOUGH) {
      wake.run();
    }
  }

  private static ThreadPoolExecutor threads(String subscriber, int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread =
                  new Thread(work, "imprimatur-" + subscriber + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Hands the change or event of an id to its subscriber. */
  @FunctionalInterface
  interface Handler {
    /** An exception means that it is to be handed over again later. */
    void handle(String about);
  }
}
