package org.imprimatur.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.imprimatur.post.StoreUnavailable;

/**
 * Sees to it that what is due gets delivered: at once when it is written, at its time when it is
 * delayed, and within a moment when another process wrote it.
 */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
  private static final Duration SET_BACK = Duration.ofSeconds(1);
  private static final String NOBODY = "nobody of this name takes deliveries any more";

  private final List<Lane> lanes;
  private final Readers readers;
  private final Writer writer;
  private final Clock clock;
  private final Semaphore signal;
  private final Thread thread = new Thread(this::work, "imprimatur-dispatcher");
  private Instant lastSeen;
  private volatile boolean stopping;

  /**
   * Delivers by {@code lanes}.
   *
   * @param signal released by whoever knows of something to deliver
   */
  Dispatcher(List<Lane> lanes, Readers readers, Writer writer, Clock clock, Semaphore signal) {
    this.lanes = List.copyOf(lanes);
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
    this.signal = signal;
    this.lastSeen = clock.instant();
    thread.setDaemon(true);
  }

  /** Delivers in the background from now on. */
  void start() {
    thread.start();
  }

  /** Delivers, on the caller's thread, what is due now, each once; returns how many. */
  int deliverDue() {
    parkWithoutSubscriber();
    Instant now = clock.instant();
    long upTo = readers.read(Deliveries::lastSeq);
    return lanes.stream().mapToInt(lane -> lane.deliverDue(now, upTo)).sum();
  }

  /** Gives up deliveries that nobody takes, where an operator sees them. */
  void parkWithoutSubscriber() {
    Set<String> known = lanes.stream().map(Lane::subscriber).collect(Collectors.toSet());
    Optional<String> name = readers.read(sql -> Deliveries.nextSubscriber(sql, ""));
    while (name.isPresent()) {
      String found = name.get();
      if (!known.contains(found)) {
        Instant now = clock.instant();
        writer.write(sql -> Deliveries.parkAllOf(sql, found, NOBODY, now));
      }
      name = readers.read(sql -> Deliveries.nextSubscriber(sql, found));
    }
  }

  /** How long the oldest due delivery has been waiting. */
  Duration lag() {
    Instant now = clock.instant();
    return lanes.stream()
        .flatMap(
            lane -> readers.read(sql -> Deliveries.oldestDue(sql, lane.subscriber(), now)).stream())
        .map(due -> Duration.between(due, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Begins with nothing more and waits for what is under way, {@code grace} at most. */
  void stop(Duration grace) {
    stopping = true;
    signal.release();
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      thread.join(grace.toMillis() + 1);
      for (Lane lane : lanes) {
        long left = Math.max(0, deadline - System.nanoTime());
        lane.stop(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!stopping) {
        Duration pause = fillAll();
        if (signal.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          signal.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration fillAll() {
    Instant now = clock.instant();
    keepWaits(now);
    Duration pause = LONGEST_WAIT;
    for (Lane lane : lanes) {
      Duration next = fill(lane, now).map(due -> Duration.between(now, due)).orElse(pause);
      pause = next.compareTo(pause) < 0 ? next : pause;
    }
    return pause;
  }

  /**
   * Where the clock was set back, due times are too: what waits shall not wait that much longer.
   * What was sent in the moment before this was noticed may come early; that does no harm.
   */
  private void keepWaits(Instant now) {
    Duration back = Duration.between(now, lastSeen);
    if (back.compareTo(SET_BACK) > 0) {
      LOG.log(System.Logger.Level.WARNING, "The clock was set back by " + back);
      try {
        writer.write(sql -> Deliveries.bringForward(sql, back));
      } catch (StoreUnavailable e) {
        return; // It is noticed again.
      }
    }
    lastSeen = now;
  }

  private static Optional<Instant> fill(Lane lane, Instant now) {
    try {
      return lane.fill(now);
    } catch (StoreUnavailable e) {
      LOG.log(System.Logger.Level.WARNING, "Deliveries cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
