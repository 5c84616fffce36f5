package org.imprimatur.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.session.ExpiringEntries;

/**
 * Leaves out events that a subscriber has dealt with lately. EventBridge and SQS may deliver twice,
 * and a publisher that got no answer publishes again. The note is made afterwards: a crash between
 * hands the event over once more, which every subscriber stands, and none gets lost.
 */
final class HeardOnce implements EventHandler {
  private static final Duration LATELY = Duration.ofDays(1);

  private final String subscriber;
  private final EventHandler handler;
  private final ExpiringEntries heard;
  private final Clock clock;

  HeardOnce(String subscriber, EventHandler handler, ExpiringEntries heard, Clock clock) {
    this.subscriber = subscriber;
    this.handler = handler;
    this.heard = heard;
    this.clock = clock;
  }

  /** The subscription, without what it has dealt with lately. */
  static Subscription on(Subscription wanted, ExpiringEntries heard, Clock clock) {
    return wanted.withHandler(new HeardOnce(wanted.name(), wanted.handler(), heard, clock));
  }

  @Override
  public void handle(Event event) {
    String name = "heard:" + subscriber + ":" + event.id();
    Instant now = clock.instant();
    if (heard.find(name, now).isEmpty()) {
      handler.handle(event);
      heard.putIfAbsent(name, event.detailType(), now.plus(LATELY), now);
    }
  }
}
