package org.imprimatur.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stream, the bus and the queues of an endpoint under a test's clock. Whatever a write or a
 * publication has to bring over them is waited for, in real time, before anything may count as due;
 * what does not come is a failure. When it is due, and how often it is tried, is by the test's
 * clock.
 */
final class EndpointWires {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

  private final EndpointStream stream;
  private final LocalQueues queues;
  private final SqsClient sqs;
  private final CloudDeliveries deliveries;
  private final Map<String, EndpointQueue> subscribers = new ConcurrentHashMap<>();

  EndpointWires(Surroundings here, EndpointStream stream, LocalQueues queues, SqsClient sqs) {
    this.stream = stream;
    this.queues = queues;
    this.sqs = sqs;
    deliveries = new CloudDeliveries(here);
  }

  EndpointStream stream() {
    return stream;
  }

  CloudDeliveries deliveries() {
    return deliveries;
  }

  /** The bus; what is published has arrived, so that its delay begins at the test's present. */
  EventBus counted(EventBus bus) {
    return event -> {
      bus.publish(event);
      subscribers.values().forEach(queue -> queue.published(event));
      arrive();
    };
  }

  void attach(ChangeHandler changes, List<Subscription> wanted, ExpiringEntries heard) {
    wanted.forEach(
        subscription ->
            subscribers.computeIfAbsent(subscription.name(), name -> queue(subscription)));
    deliveries.attach(changes, wanted.stream().map(CloudDeliveries::ofQueue).toList(), heard);
  }

  private EndpointQueue queue(Subscription wanted) {
    Duration delay = wanted.delay().compareTo(LONGEST_DELAY) < 0 ? wanted.delay() : LONGEST_DELAY;
    Subscription brief = new Subscription(wanted.name(), wanted.pattern(), delay, wanted.handler());
    return new EndpointQueue(sqs, queues.create(brief), wanted);
  }

  int deliverDue() {
    arrive();
    return deliveries.deliverDue();
  }

  private synchronized void arrive() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (stream.owes() || subscribers.values().stream().anyMatch(EndpointQueue::owes)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after 30 s " + stream + "; " + subscribers.values());
      }
      read();
    }
  }

  private void read() {
    if (stream.owes()) {
      stream.read(deliveries::change);
    }
    subscribers.forEach(
        (name, queue) -> {
          if (queue.owes()) {
            queue.read(envelope -> deliveries.message(name, envelope));
          }
        });
  }
}
