package org.imprimatur.event;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who wants events. Subscriptions are independent: one that fails delays no other.
 *
 * @param name names it, also across restarts: what was not delivered yet is delivered to the
 *     subscription of the same name
 * @param pattern which events it wants, an EventBridge event pattern in JSON
 * @param delay how long after publication an event is delivered at the earliest; not negative
 * @param handler who takes them
 * @param backoff how often and when a failed delivery is tried again; empty for as all others are
 * @param atOnce how many deliveries a process hands to it at once at most; at least 1
 */
public record Subscription(
    String name,
    String pattern,
    Duration delay,
    EventHandler handler,
    Optional<Backoff> backoff,
    int atOnce) {
  /** Refuses a negative delay, and one that is handed nothing. */
  public Subscription {
    if (delay.isNegative() || atOnce < 1) {
      throw new IllegalArgumentException("a delay is not negative; at least one is handed over");
    }
  }

  /** One that stands any number at once, whose failed deliveries are tried again as all are. */
  public Subscription(String name, String pattern, Duration delay, EventHandler handler) {
    this(name, pattern, delay, handler, Optional.empty(), Integer.MAX_VALUE);
  }

  /** This subscription with another in the place of its handler. */
  public Subscription withHandler(EventHandler other) {
    return new Subscription(name, pattern, delay, other, backoff, atOnce);
  }
}
