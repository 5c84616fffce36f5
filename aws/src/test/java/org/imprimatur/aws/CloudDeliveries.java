package org.imprimatur.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.telemetry.Occurrence;
import software.amazon.event.ruler.Ruler;

/**
 * What stands between the stream or the bus and a function: rules, queues with delays, retries and
 * dead letters. It hands on records as a function is handed them, to the code that a function runs.
 */
final class CloudDeliveries {
  private static final String CHANGES = "changes";
  private static final String QUEUE = "queue/";
  private static final String TIMES = "~";

  private final Surroundings here;
  private final MemoryRuntime queues;
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final Map<String, Change> read = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private ChangeHandler changes = change -> {};

  CloudDeliveries(Surroundings here) {
    this.here = here;
    queues =
        new MemoryRuntime(
            here.clock(),
            here.random(),
            here.backoff(),
            CloudDeliveries::matches,
            occurrence -> here.telemetry().record(named(occurrence)));
    queues.start(change -> {}, List.of(stream()));
  }

  void attach(ChangeHandler changes, List<Subscription> subscriptions, ExpiringEntries heard) {
    this.changes = changes;
    List<Subscription> all = new ArrayList<>(List.of(stream()));
    subscriptions.forEach(subscription -> all.add(queue(subscription, heard)));
    queues.start(change -> {}, all);
  }

  /** A write of the posts table. */
  void record(JsonNode record) {
    StreamRecord.read(record)
        .change()
        .ifPresent(change -> send(change.id(), "aws.dynamodb", "Record", record.toString()));
  }

  /** A change that was read from a stream. */
  void change(Change change) {
    String delivery = change.id() + TIMES + sent.incrementAndGet();
    read.put(delivery, change);
    publish(delivery, "aws.dynamodb", "Record", "{}");
  }

  /** A message of a subscriber's own queue, which a rule has put there. */
  void message(String subscriber, String envelope) {
    send(Envelope.read(envelope).id(), QUEUE + subscriber, "Message", envelope);
  }

  /** An event that the bus took. */
  void event(String id, String envelope) {
    Event event = Envelope.read(envelope);
    send(event.id(), event.source(), event.detailType(), event.detail(), envelope);
  }

  private void send(String id, String source, String type, String body) {
    send(id, source, type, "{}", body);
  }

  private void send(String id, String source, String type, String detail, String body) {
    String delivery = id + TIMES + sent.incrementAndGet();
    bodies.put(delivery, body);
    publish(delivery, source, type, detail);
  }

  private void publish(String delivery, String source, String type, String detail) {
    queues.ports().bus().publish(new Event(delivery, source, type, here.clock().instant(), detail));
  }

  int deliverDue() {
    return queues.deliverDue();
  }

  DeadLetters deadLetters() {
    DeadLetters parked = queues.deadLetters();
    return new DeadLetters() {
      @Override
      public List<DeadLetter> list(int limit) {
        return parked.list(limit).stream().map(CloudDeliveries::named).toList();
      }

      @Override
      public boolean redrive(String id) {
        return parked.redrive(id);
      }

      @Override
      public int redriveAll() {
        return parked.redriveAll();
      }
    };
  }

  private Subscription stream() {
    StreamBatch batch =
        new StreamBatch(EnumSet.allOf(Change.Kind.class), change -> changes.handle(change));
    return new Subscription(
        CHANGES,
        "{\"source\":[\"aws.dynamodb\"]}",
        Duration.ZERO,
        delivery ->
            Optional.ofNullable(read.get(delivery.id()))
                .ifPresentOrElse(
                    change -> changes.handle(change),
                    () -> batch.deliverOne(json(bodies.get(delivery.id())))));
  }

  private Subscription queue(Subscription wanted, ExpiringEntries heard) {
    EventHandler once = new HeardOnce(wanted.name(), wanted.handler(), heard, here.clock());
    QueueBatch batch = new QueueBatch(once);
    return new Subscription(
        wanted.name(),
        wanted.pattern(),
        wanted.delay(),
        delivery -> batch.deliverOne(message(delivery.id())),
        wanted.backoff(),
        wanted.atOnce());
  }

  private JsonNode message(String id) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    return message.put("messageId", id).put("body", bodies.get(id));
  }

  private static DeadLetter named(DeadLetter letter) {
    return new DeadLetter(
        letter.id(),
        letter.subscriber(),
        named(letter.about()),
        letter.reason(),
        letter.attempts(),
        letter.parkedAt());
  }

  private static Occurrence named(Occurrence occurrence) {
    Map<String, String> fields = new HashMap<>(occurrence.fields());
    fields.computeIfPresent("eventId", (field, id) -> named(id));
    return new Occurrence(occurrence.kind(), fields);
  }

  private static String named(String delivery) {
    return delivery.substring(0, delivery.lastIndexOf(TIMES));
  }

  /** The subscription of messages that {@link #message} brings. */
  static Subscription ofQueue(Subscription wanted) {
    String pattern = "{\"source\":[\"" + QUEUE + wanted.name() + "\"]}";
    return new Subscription(wanted.name(), pattern, wanted.delay(), wanted.handler());
  }

  static boolean matches(String pattern, Event event) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("source", event.source());
    envelope.put("detail-type", event.detailType());
    envelope.put("time", Instant.EPOCH.toString());
    envelope.set("detail", json(event.detail()));
    try {
      return Ruler.matchesRule(envelope.toString(), pattern);
    } catch (Exception e) {
      throw new IllegalArgumentException("a pattern or a detail that is not JSON", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Recorded.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
