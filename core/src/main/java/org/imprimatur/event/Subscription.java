package org.imprimatur.event;

import java.time.Duration;

/**
 * Somebody who wants events. Subscriptions are independent: one that fails delays no other.
 *
 * @param name names it, also across restarts: what was not delivered yet is delivered to the
 *     subscription of the same name
 * @param pattern which events it wants, an EventBridge event pattern in JSON
 * @param delay how long after publication an event is delivered at the earliest; not negative
 * @param handler who takes them
 */
public record Subscription(String name, String pattern, Duration delay, EventHandler handler) {
  /** Refuses a negative delay. */
  public Subscription {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative");
    }
  }
}
