package org.imprimatur.event;

/** Where events are published. Thread-safe. */
@FunctionalInterface
public interface EventBus {
  /**
   * Publishes an event: when this returns, every subscription whose pattern matches will be handed
   * the event at least once, also after a crash. A throw means that this may not be so and that the
   * caller has to publish again; an event of an id that was published lately is delivered no second
   * time.
   */
  void publish(Event event);
}
