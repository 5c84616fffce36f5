package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The wire of EventBridge's PutEvents: takes events, gives each an id of its own, keeps its time to
 * the second, and fails as many entries as it is told to.
 */
final class CloudBus {
  private static final CloudBus ONE = new CloudBus();

  private final Map<String, BiConsumer<String, String>> buses = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, AtomicInteger> failing = new ConcurrentHashMap<>();

  private CloudBus() {}

  /** Hands a bus's events, id and envelope, to {@code delivery}. */
  static void open(String bus, BiConsumer<String, String> delivery) {
    ONE.buses.put(bus, delivery);
  }

  /** Fails the next {@code entries} of a bus, in an answer that says 200. */
  static void fail(String bus, int entries) {
    ONE.failing.put(bus, new AtomicInteger(entries));
  }

  /** Answers a PutEvents. */
  static Http.Answer answer(byte[] body) throws IOException {
    return ONE.answered(body);
  }

  private Http.Answer answered(byte[] body) throws IOException {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    int failed = 0;
    for (JsonNode entry : Recorded.MAPPER.readTree(body).get("Entries")) {
      ObjectNode result = entries.addObject();
      if (fails(entry.get("EventBusName").asText())) {
        failed++;
        result.put("ErrorCode", "ThrottlingException").put("ErrorMessage", "Rate exceeded");
      } else {
        result.put("EventId", take(entry));
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("FailedEntryCount", failed).set("Entries", entries);
    return new Http.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private boolean fails(String bus) {
    AtomicInteger left = failing.get(bus);
    return left != null && left.getAndDecrement() > 0;
  }

  private String take(JsonNode entry) {
    String id = "cloud-" + ids.incrementAndGet();
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("version", "0").put("id", id);
    envelope.set("detail-type", entry.get("DetailType"));
    envelope.set("source", entry.get("Source"));
    envelope.put("account", "111122223333");
    Instant time = Instant.ofEpochMilli(Math.round(entry.get("Time").asDouble() * 1000));
    envelope.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", "eu-west-1");
    envelope.set("resources", entry.get("Resources"));
    envelope.putRawValue("detail", new RawValue(entry.get("Detail").asText()));
    buses.get(entry.get("EventBusName").asText()).accept(id, envelope.toString());
    return id;
  }
}
