package org.imprimatur.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.imprimatur.Ports;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;

/**
 * A runtime for one process on one machine: everything in one SQLite file, {@code imprimatur.db} in
 * the data folder, which no other process can open at the same time.
 *
 * <p>Open it, make a board of its {@link #ports}, {@link #attach} what the board wants delivered,
 * then {@link #start} it. What a write method returned from is on the disk, and so is what has to
 * follow from it: after a crash at any instant the next start goes on where this one stopped.
 * Thread-safe.
 */
public final class EmbeddedRuntime implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmbeddedRuntime.class.getName());
  private static final int ATTEND_SECONDS = 5;
  private static final int SWEEP_SECONDS = 1;
  private static final int PURGE_SECONDS = 60;

  private final EmbeddedSettings settings;
  private final Clock clock;
  private final Crash crash;
  private final Store store;
  private final Semaphore signal = new Semaphore(0);
  private final AtomicLong version = new AtomicLong();
  private final Outbox outbox;
  private final SqliteBus bus;
  private final Outcomes outcomes;
  private final Sweeper sweeper;
  private final HealthCheck healthCheck;
  private final Housekeeping housekeeping = new Housekeeping();
  private final Ports ports;
  private final Sessions sessions;
  private final ExpiringEntries entries;
  private final DeadLetters deadLetters;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<Dispatcher> dispatcher = Optional.empty();
  private volatile boolean started;

  private EmbeddedRuntime(
      EmbeddedSettings settings,
      Store store,
      Clock clock,
      RandomGenerator random,
      Telemetry telemetry,
      Crash crash) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.crash = crash;
    outbox = new Outbox(store.writer(), clock, this::written);
    bus = new SqliteBus(outbox);
    outcomes = new Outcomes(store.writer(), settings.backoff(), clock, random, telemetry);
    sweeper = new Sweeper(outbox, clock, settings.remember(), crash);
    healthCheck = new HealthCheck(store.readers(), store.writer(), clock);
    ports =
        new Ports(
            new SqlitePosts(store.readers(), outbox),
            new SqliteArchive(store.readers(), store.writer()),
            new SqliteAuditTrail(store.readers(), store.writer()),
            new SqliteNotices(store.readers(), store.writer()),
            new SqliteRemovals(store.readers(), store.writer()),
            new SqliteRecipients(store.readers(), store.writer()),
            bus,
            Optional.of(new SqliteSearch(store.readers())));
    sessions = new SqliteSessions(store.readers(), store.writer());
    entries = new SqliteEntries(store.readers(), store.writer());
    deadLetters = new SqliteDeadLetters(store.readers(), outbox, telemetry);
  }

  /**
   * Opens the data folder, making or migrating the file in it.
   *
   * @param random where retries get their jitter
   * @throws DataUnusable if that cannot be done; the message tells an operator why
   */
  public static EmbeddedRuntime open(
      EmbeddedSettings settings, Clock clock, RandomGenerator random, Telemetry telemetry) {
    Crash crash =
        settings.crashAt().map(CrashPoint::named).map(Crash::haltAt).orElseGet(Crash::never);
    return open(settings, clock, random, telemetry, crash);
  }

  static EmbeddedRuntime open(
      EmbeddedSettings settings,
      Clock clock,
      RandomGenerator random,
      Telemetry telemetry,
      Crash crash) {
    Store store = Store.open(settings.data(), settings.readers(), crash);
    return new EmbeddedRuntime(settings, store, clock, random, telemetry, crash);
  }

  /**
   * A number that is another one after each write to posts, before whoever wrote learns that it is
   * done. What was made of posts that were read after the number was taken is right as long as the
   * number stays, but for posts that expire.
   */
  public long version() {
    return version.get();
  }

  /** The ports of the board. */
  public Ports ports() {
    return ports;
  }

  /** Who is signed in. */
  public Sessions sessions() {
    return sessions;
  }

  /** Small values with an end. */
  public ExpiringEntries entries() {
    return entries;
  }

  /** What was parked. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** Everything, for taking it along; as it is at one moment, whatever goes on meanwhile. */
  public Holdings holdings() {
    return new SqliteHoldings(store.readers());
  }

  /** Where everything of a board that moves in is kept. */
  public Intake intake() {
    return new SqliteIntake(outbox);
  }

  /**
   * Says who takes changes and events. Once, before anything is published. What waits for a
   * subscription that is not here is parked.
   */
  public synchronized void attach(ChangeHandler changes, List<Subscription> subscriptions) {
    if (dispatcher.isPresent()) {
      throw new IllegalStateException("attached before");
    }
    Patterns patterns = new Patterns(subscriptions);
    Handlers handlers = new Handlers(store.deliveryReaders(), crash);
    List<Lane> lanes = new ArrayList<>();
    lanes.add(
        lane(Deliveries.CHANGES, handlers.ofChanges(changes), Optional.empty(), Integer.MAX_VALUE));
    for (Subscription subscription : patterns.subscriptions()) {
      lanes.add(
          lane(
              subscription.name(),
              handlers.of(subscription),
              subscription.backoff(),
              subscription.atOnce()));
    }
    Dispatcher made = new Dispatcher(lanes, store.deliveryReaders(), store.writer(), clock, signal);
    made.parkWithoutSubscriber();
    dispatcher = Optional.of(made);
    bus.attach(patterns);
  }

  /**
   * From now on delivers what is due, sweeps what is over and calls {@code attend}, all by threads
   * of its own, until closed.
   */
  public synchronized void start(Runnable attend) {
    Dispatcher attached = attached();
    attached.start();
    started = true;
    housekeeping.every(Duration.ofSeconds(ATTEND_SECONDS), attached::parkWithoutSubscriber);
    housekeeping.every(Duration.ofSeconds(ATTEND_SECONDS), attend);
    housekeeping.every(Duration.ofSeconds(SWEEP_SECONDS), () -> sweep(Integer.MAX_VALUE));
    housekeeping.every(Duration.ofSeconds(PURGE_SECONDS), this::purgeAll);
  }

  /**
   * Delivers what is due now, each once, on the caller's thread: instead of {@link #start}, where
   * the clock is a test's.
   *
   * @return how many deliveries were tried
   */
  public int deliverDue() {
    return notStarted().deliverDue();
  }

  /**
   * Removes up to {@code limit} expired posts through the change stream.
   *
   * @return how many
   */
  public int sweep(int limit) {
    return sweep(clock.instant(), limit);
  }

  int sweep(Instant now, int limit) {
    return sweeper.sweep(now, limit);
  }

  /**
   * Looks how it is doing; writes a row, so a few times a minute is enough.
   *
   * @throws org.imprimatur.post.StoreUnavailable if not even that can be read
   */
  public Health health() {
    return healthCheck.check(attached().lag());
  }

  /**
   * Stops: begins nothing more, waits for handlers at work as long as its settings grant, finishes
   * accepted writes and gives the file back. A repeat does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    housekeeping.stop(settings.grace());
    dispatcher.ifPresent(started -> started.stop(settings.grace()));
    try {
      store.close();
    } catch (SQLException | IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The data folder did not close cleanly.");
    }
  }

  /** Removes sessions, entries and known ids that are over, as far as it is their time. */
  int purge() {
    return sweeper.purge();
  }

  Store store() {
    return store;
  }

  private void purgeAll() {
    int purged;
    do {
      purged = sweeper.purge();
    } while (purged > 0);
  }

  private void written() {
    version.incrementAndGet();
    signal.release();
  }

  private Lane lane(
      String subscriber, Lane.Handler handler, Optional<Backoff> backoff, int atOnce) {
    return new Lane(
        subscriber, handler, backoff, store.deliveryReaders(), outcomes, atOnce, signal::release);
  }

  private Dispatcher notStarted() {
    if (started) {
      throw new IllegalStateException("it delivers by itself");
    }
    return attached();
  }

  private Dispatcher attached() {
    return dispatcher.orElseThrow(() -> new IllegalStateException("nobody has been attached yet"));
  }
}
