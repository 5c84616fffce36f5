package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Change;
import org.imprimatur.post.StoreUnavailable;

/**
 * Writes that something has to follow from. What follows is written in the same transaction, so
 * that there is never one without the other, and is set about as soon as that is durable.
 */
final class Outbox {
  private final Writer writer;
  private final Clock clock;
  private final Runnable wake;

  /**
   * Writes by {@code writer}.
   *
   * @param wake hears of each write that is done, before who wrote does: posts may have changed,
   *     and there may be something to deliver
   */
  Outbox(Writer writer, Clock clock, Runnable wake) {
    this.writer = writer;
    this.clock = clock;
    this.wake = wake;
  }

  /** Does work, durable when this returns, with what it sent on its way. */
  <T> T write(Work<T> work) {
    return StoreUnavailable.await(writeAsync(work));
  }

  /** The same as {@link Writer#writeAsync}. */
  <T> CompletableFuture<T> writeAsync(Work<T> work) {
    return writer.writeAsync(work, wake);
  }

  /** Sends a change, as part of the work that made it. */
  void change(Sql sql, Change change) throws SQLException {
    Deliveries.keep(sql, change);
    Deliveries.add(sql, Deliveries.CHANGES, change.id(), clock.instant());
  }

  /** Sends an event to those who want it. */
  void event(Sql sql, Event event, List<Subscription> wanted) throws SQLException {
    if (!wanted.isEmpty()) {
      Deliveries.keep(sql, event);
    }
    Instant now = clock.instant();
    for (Subscription subscription : wanted) {
      Deliveries.add(sql, subscription.name(), event.id(), now.plus(subscription.delay()));
    }
  }

  /** The time by which deliveries are due. */
  Instant now() {
    return clock.instant();
  }
}
