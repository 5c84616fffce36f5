package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Counts the calls to the tables of one deployment and what they take by DynamoDB's rules: a write
 * unit for each KB of the larger of both images, in the table and in each index that has the item;
 * in an index none where nothing changes there, and both images where its key does. Reads are as
 * DynamoDB's stand-in counts them, but for the least of a call, which it forgets (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">capacity
 * units</a>, <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">sizes</a>,
 * <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations">indexes</a>).
 */
final class Meter {
  private static final int KILOBYTE = 1024;

  private final List<String> calls = new ArrayList<>();
  private final Map<String, Double> units = new HashMap<>();

  /** Counts from now on; what is written to posts is told by {@link #wrote}. */
  static Meter on(Tables tables) {
    Meter meter = new Meter();
    for (CreateTableRequest table : tables.requests()) {
      DynamoWire.hearReads(table.tableName(), (operation, cost) -> meter.read(operation, cost));
      if (!table.tableName().equals(tables.posts())) {
        DynamoWire.listen(table.tableName(), record -> meter.wrote(table, record));
      }
    }
    return meter;
  }

  private void read(String operation, JsonNode cost) {
    calls.add(operation);
    double least = operation.equals("Query") ? 0.5 : 1;
    units.merge("read", Math.max(least, cost.get("CapacityUnits").asDouble()), Double::sum);
  }

  /** Something was written. */
  void wrote(CreateTableRequest table, JsonNode record) {
    Optional<JsonNode> before = image(record, "OldImage");
    Optional<JsonNode> after = image(record, "NewImage");
    boolean free = record.has("userIdentity");
    if (free) {
      return;
    }
    calls.add("write " + table.tableName().replaceAll(".*-", ""));
    add("write", larger(before, after));
    for (GlobalSecondaryIndex index : table.globalSecondaryIndexes()) {
      add("write", inIndex(index, table, before, after));
    }
  }

  private void add(String kind, int more) {
    units.merge(kind, (double) more, Double::sum);
  }

  private static int inIndex(
      GlobalSecondaryIndex index,
      CreateTableRequest table,
      Optional<JsonNode> before,
      Optional<JsonNode> after) {
    Optional<Map<String, JsonNode>> was = before.flatMap(image -> shown(index, table, image));
    Optional<Map<String, JsonNode>> is = after.flatMap(image -> shown(index, table, image));
    if (was.equals(is)) {
      return 0;
    }
    boolean moved =
        index.keySchema().stream()
            .map(KeySchemaElement::attributeName)
            .anyMatch(key -> !was.map(i -> i.get(key)).equals(is.map(i -> i.get(key))));
    int out = was.map(Meter::kilobytes).orElse(0);
    int in = is.map(Meter::kilobytes).orElse(0);
    return moved ? out + in : Math.max(out, in);
  }

  private static Optional<Map<String, JsonNode>> shown(
      GlobalSecondaryIndex index, CreateTableRequest table, JsonNode image) {
    List<String> keys =
        Stream.concat(index.keySchema().stream(), table.keySchema().stream())
            .map(KeySchemaElement::attributeName)
            .toList();
    Map<String, JsonNode> shown = attributes(image);
    if (!shown.keySet().containsAll(keys)) {
      return Optional.empty();
    }
    if (index.projection().projectionType() != ProjectionType.ALL) {
      List<String> more = index.projection().nonKeyAttributes();
      shown.keySet().removeIf(name -> !keys.contains(name) && !more.contains(name));
    }
    return Optional.of(shown);
  }

  private static int larger(Optional<JsonNode> before, Optional<JsonNode> after) {
    return Stream.of(before, after)
        .flatMap(Optional::stream)
        .mapToInt(image -> kilobytes(attributes(image)))
        .max()
        .orElseThrow();
  }

  private static Map<String, JsonNode> attributes(JsonNode image) {
    Map<String, JsonNode> attributes = new HashMap<>();
    image.properties().forEach(a -> attributes.put(a.getKey(), a.getValue()));
    return attributes;
  }

  private static int kilobytes(Map<String, JsonNode> item) {
    return (size(item) + KILOBYTE - 1) / KILOBYTE;
  }

  /** The size of an item in bytes. */
  static int size(Map<String, JsonNode> item) {
    return item.entrySet().stream()
        .mapToInt(a -> bytes(a.getKey()) + valueSize(a.getValue()))
        .sum();
  }

  private static int valueSize(JsonNode typed) {
    if (typed.has("S")) {
      return bytes(typed.get("S").asText());
    }
    if (typed.has("N")) {
      return 1 + (typed.get("N").asText().length() + 1) / 2;
    }
    if (typed.has("L")) {
      int[] sum = {3};
      typed.get("L").forEach(value -> sum[0] += 1 + valueSize(value));
      return sum[0];
    }
    return 3 + typed.get("M").size() + size(attributes(typed.get("M")));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<JsonNode> image(JsonNode record, String name) {
    return Optional.ofNullable(record.get("dynamodb").get(name));
  }

  /** What was counted since the last time it was asked. */
  Count take() {
    Count count =
        new Count(
            List.copyOf(calls), units.getOrDefault("read", 0.0), units.getOrDefault("write", 0.0));
    calls.clear();
    units.clear();
    return count;
  }

  /** Calls, and the units that they took. */
  record Count(List<String> calls, double reads, double writes) {
    Count plus(Count other) {
      List<String> both = new ArrayList<>(calls);
      both.addAll(other.calls());
      return new Count(both, reads + other.reads(), writes + other.writes());
    }
  }
}
