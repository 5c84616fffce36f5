package org.imprimatur.aws;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.post.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Publishes to a bus of EventBridge, which answers 200 also where it took nothing: what it says of
 * each entry counts. An entry it failed is sent again after a pause, a few times, before the caller
 * has to (<a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>).
 */
final class EventBridgeBus implements EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeBus.class);
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4);

  private final EventBridgeClient client;
  private final String busName;
  private final RandomGenerator random;
  private final Consumer<Duration> pause;

  EventBridgeBus(EventBridgeClient client, String busName, RandomGenerator random) {
    this(client, busName, random, wait -> LockSupport.parkNanos(wait.toNanos()));
  }

  EventBridgeBus(
      EventBridgeClient client, String busName, RandomGenerator random, Consumer<Duration> pause) {
    this.client = client;
    this.busName = busName;
    this.random = random;
    this.pause = pause;
  }

  @Override
  public void publish(Event event) {
    PutEventsRequestEntry entry = entry(event);
    for (int failures = 1; ; failures++) {
      List<PutEventsResultEntry> failed = send(entry);
      if (failed.isEmpty()) {
        return;
      }
      String code = String.valueOf(failed.get(0).errorCode());
      LOG.warn("event not taken eventId={} code={} failures={}", event.id(), code, failures);
      if (AGAIN.exhausted(failures)) {
        throw new StoreUnavailable("EventBridge", true, new IllegalStateException(code));
      }
      pause.accept(AGAIN.delay(failures, random));
    }
  }

  private List<PutEventsResultEntry> send(PutEventsRequestEntry entry) {
    try {
      PutEventsResponse answer = client.putEvents(put -> put.entries(entry));
      return answer.entries().stream().filter(result -> result.eventId() == null).toList();
    } catch (SdkException e) {
      throw new StoreUnavailable("EventBridge did not answer PutEvents", false, e);
    }
  }

  private PutEventsRequestEntry entry(Event event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(busName)
        .source(event.source())
        .detailType(event.detailType())
        .time(event.time())
        .detail(event.detail())
        .resources(Envelope.resources(event))
        .build();
  }
}
