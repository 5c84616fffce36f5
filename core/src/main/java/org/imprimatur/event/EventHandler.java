package org.imprimatur.event;

/** Takes events of a subscription. */
@FunctionalInterface
public interface EventHandler {
  /**
   * Does what follows from an event. A repeat ends as the first did, and events come in no promised
   * order. An exception means that the event is to be delivered again later.
   *
   * @throws UnreadableEvent where delivering again cannot help
   */
  void handle(Event event);
}
