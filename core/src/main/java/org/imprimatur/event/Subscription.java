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
 */
public record Subscription(
    String name, String pattern, Duration delay, EventHandler handler, Optional<Backoff> backoff) {
  /** Refuses a negative delay. */
  public Subscription {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative");
    }
  }

  /** A subscription whose failed deliveries are tried again as all others are. */
  public Subscription(String name, String pattern, Duration delay, EventHandler handler) {
    this(name, pattern, delay, handler, Optional.empty());
  }

  /** This subscription with another in the place of its handler. */
  public Subscription withHandler(EventHandler other) {
    return new Subscription(name, pattern, delay, other, backoff);
  }
}
