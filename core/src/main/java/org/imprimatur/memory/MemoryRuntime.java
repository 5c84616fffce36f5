package org.imprimatur.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.imprimatur.Ports;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;

/**
 * A runtime that keeps everything in memory and moves only when told to: {@link #deliverDue}
 * delivers, on the caller's thread, what is due by the clock. Thread-safe.
 */
public final class MemoryRuntime {
  private final MemoryDeliveries deliveries;
  private final MemoryPosts posts;
  private final MemoryArchive archive = new MemoryArchive();
  private final MemoryAuditTrail trail = new MemoryAuditTrail();
  private final MemoryNotices notices = new MemoryNotices();
  private final MemoryRecipients recipients = new MemoryRecipients();
  private final MemorySessions sessions = new MemorySessions();
  private final MemoryEntries entries = new MemoryEntries();
  private final MemoryRemovals removals;

  /**
   * An empty runtime.
   *
   * @param random where retries get their jitter
   * @param matches whether an event pattern matches an event
   * @param telemetry hears of deliveries that fail
   */
  public MemoryRuntime(
      Clock clock,
      RandomGenerator random,
      Backoff backoff,
      BiPredicate<String, Event> matches,
      Telemetry telemetry) {
    deliveries = new MemoryDeliveries(clock, random, backoff, matches, telemetry);
    posts = new MemoryPosts(deliveries::change);
    removals = new MemoryRemovals(sessions, deliveries);
  }

  /** The ports of the board. */
  public Ports ports() {
    return new Ports(
        posts,
        archive,
        trail,
        notices,
        removals,
        recipients,
        deliveries,
        Optional.of(posts::search));
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
    return deliveries;
  }

  /** Everything, for taking it along. */
  public Holdings holdings() {
    return new MemoryTransfer(posts, archive, trail, notices, deliveries);
  }

  /** Where everything of a board that moves in is kept. */
  public Intake intake() {
    return new MemoryTransfer(posts, archive, trail, notices, deliveries);
  }

  /** Says who takes changes and events from now on; to be called before the first delivery. */
  public void start(ChangeHandler changes, List<Subscription> subscriptions) {
    deliveries.start(changes, subscriptions);
  }

  /**
   * Delivers what is due now, each once.
   *
   * @return how many deliveries were tried
   */
  public int deliverDue() {
    return deliveries.deliverDue();
  }

  /**
   * Removes up to {@code limit} expired posts.
   *
   * @return how many
   */
  public int sweep(Instant now, int limit) {
    return posts.sweep(now, limit);
  }
}
