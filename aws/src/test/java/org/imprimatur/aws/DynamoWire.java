package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.imprimatur.contract.Dynalite;

/**
 * DynamoDB with a stream and with time to live: everything goes to dynalite, and each write of a
 * table that is listened to becomes the record, in JSON, that a function would be handed. Writes of
 * one table go one after another, so that the images around each are its own.
 */
final class DynamoWire {
  private static final String SERVICE = "DynamoDB_20120810.";
  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
  private static final Dynalite DYNALITE = new Dynalite();
  private static final DynamoWire ONE = new DynamoWire();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final Map<String, BiConsumer<String, JsonNode>> readers = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong(100_000_000_000L);

  private DynamoWire() {}

  static void listen(String table, Consumer<JsonNode> listener) {
    ONE.listeners.put(table, listener);
  }

  /** Hands each read of a table to {@code reader}: the operation, and what it took. */
  static void hearReads(String table, BiConsumer<String, JsonNode> reader) {
    ONE.readers.put(table, reader);
  }

  /** Removes up to {@code limit} items whose time is over, as time to live would. */
  static int sweep(String table, Instant now, int limit) {
    try {
      return ONE.timeToLive(table, now, limit);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The operations that were asked of a table, or of its indexes, since this was called last. */
  static Set<String> asked(String table) {
    Set<String> operations = ONE.asked.remove(table);
    return operations == null ? Set.of() : operations;
  }

  /** Answers a request whose {@code X-Amz-Target} is {@code target}. */
  static Http.Answer answer(String target, byte[] body) throws IOException {
    String operation = target.substring(SERVICE.length());
    ONE.note(operation, Recorded.MAPPER.readTree(body));
    Fault fault = ONE.faults.peek();
    if (fault != null && operation.equals(fault.operation()) && ONE.faults.remove(fault)) {
      return fault.around().apply(() -> ONE.answered(operation, body));
    }
    return ONE.answered(operation, body);
  }

  /** Lets the next requests meet these faults, one each, each the next of its operation. */
  static void fail(Fault... faults) {
    ONE.faults.clear();
    ONE.faults.addAll(List.of(faults));
  }

  /** What happens to a request of one operation instead of an answer, or around it. */
  record Fault(String operation, Around around) {}

  /** Runs the request or does not, and gives an answer or throws. */
  interface Around {
    Http.Answer apply(Asking asking) throws IOException;
  }

  /** The request as it would go. */
  interface Asking {
    Http.Answer ask() throws IOException;
  }

  private void note(String operation, JsonNode request) {
    JsonNode index = request.path("IndexName");
    String what = index.isMissingNode() ? operation : index.textValue() + " " + operation;
    Set<String> tables = new TreeSet<>(Set.of(request.path("TableName").asText()));
    request.path("RequestItems").fieldNames().forEachRemaining(tables::add);
    tables.forEach(
        table -> asked.computeIfAbsent(table, it -> new ConcurrentSkipListSet<>()).add(what));
  }

  private Http.Answer answered(String operation, byte[] body) throws IOException {
    JsonNode json = Recorded.MAPPER.readTree(body);
    Consumer<JsonNode> listener = listeners.get(json.path("TableName").asText());
    if (operation.equals("DescribeTable")) {
      return described(body);
    }
    if (!WRITES.contains(operation)) {
      return read(operation, body);
    }
    if (listener == null) {
      return send(operation, body);
    }
    synchronized (listener) {
      return written(operation, json, body, listener);
    }
  }

  private Http.Answer read(String operation, byte[] body) throws IOException {
    Http.Answer answer = send(operation, body);
    JsonNode consumed = Recorded.MAPPER.readTree(answer.body()).path("ConsumedCapacity");
    for (JsonNode one : consumed.isArray() ? consumed : List.of(consumed)) {
      readers
          .getOrDefault(one.path("TableName").asText(), (ignored, too) -> {})
          .accept(operation, one);
    }
    return answer;
  }

  /** A table with a stream, which is named after it. */
  private Http.Answer described(byte[] body) throws IOException {
    Http.Answer answer = send("DescribeTable", body);
    JsonNode json = Recorded.MAPPER.readTree(answer.body());
    if (json.has("Table")) {
      ObjectNode table = (ObjectNode) json.get("Table");
      table.put("LatestStreamArn", table.get("TableName").asText());
    }
    return new Http.Answer(answer.status(), Recorded.MAPPER.writeValueAsBytes(json));
  }

  private Http.Answer written(
      String operation, JsonNode json, byte[] body, Consumer<JsonNode> listener)
      throws IOException {
    String table = json.get("TableName").asText();
    JsonNode item = json.has("Key") ? json.get("Key") : json.get("Item");
    ObjectNode key = key(item);
    Optional<JsonNode> before = image(table, key);
    Http.Answer answer = send(operation, body);
    if (answer.status() == 200) {
      record(key, before, image(table, key), Instant.EPOCH).ifPresent(listener);
    }
    return answer;
  }

  /** Some tables call it key, and have an id beside it. */
  private static ObjectNode key(JsonNode item) {
    String name = item.has("key") ? "key" : "id";
    return JsonNodeFactory.instance.objectNode().set(name, item.get(name));
  }

  private Optional<JsonNode> image(String table, JsonNode key) throws IOException {
    ObjectNode get = JsonNodeFactory.instance.objectNode();
    get.put("TableName", table).put("ConsistentRead", true).set("Key", key);
    return Optional.ofNullable(ask("GetItem", get).get("Item"));
  }

  private Optional<JsonNode> record(
      JsonNode key, Optional<JsonNode> before, Optional<JsonNode> after, Instant at) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    String modified = after.isPresent() ? "MODIFY" : "REMOVE";
    record.put("eventID", Long.toHexString(sequence.get()));
    record.put("eventName", before.isEmpty() ? "INSERT" : modified);
    record.put("eventVersion", "1.1");
    record.put("eventSource", "aws:dynamodb");
    ObjectNode data = record.putObject("dynamodb");
    data.put("ApproximateCreationDateTime", at.toEpochMilli() / 1000.0);
    data.set("Keys", key);
    before.ifPresent(image -> data.set("OldImage", image));
    after.ifPresent(image -> data.set("NewImage", image));
    data.put("SequenceNumber", Long.toString(sequence.incrementAndGet()));
    data.put("StreamViewType", "NEW_AND_OLD_IMAGES");
    return Optional.of(record);
  }

  private int timeToLive(String table, Instant now, int limit) throws IOException {
    ObjectNode scan = JsonNodeFactory.instance.objectNode();
    scan.put("TableName", table).put("FilterExpression", "expires <= :now");
    scan.putObject("ExpressionAttributeValues")
        .putObject(":now")
        .put("N", Long.toString(now.getEpochSecond()));
    int count = 0;
    Consumer<JsonNode> listener = listeners.get(table);
    for (JsonNode item : ask("Scan", scan).get("Items")) {
      synchronized (listener) {
        count += count < limit && remove(table, item, now, listener) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean remove(String table, JsonNode item, Instant now, Consumer<JsonNode> listener)
      throws IOException {
    ObjectNode key = key(item);
    // An item that was given more time since it was found is left, as it is by the service.
    Optional<JsonNode> before = image(table, key).filter(image -> over(image, now));
    if (before.isEmpty()) {
      return false;
    }
    ObjectNode delete = JsonNodeFactory.instance.objectNode();
    delete.put("TableName", table).set("Key", key);
    ask("DeleteItem", delete);
    Optional<JsonNode> record = record(key, before, Optional.empty(), now);
    record
        .map(
            removed ->
                ((ObjectNode) removed)
                    .putObject("userIdentity")
                    .put("type", "Service")
                    .put("principalId", "dynamodb.amazonaws.com"))
        .ifPresent(identity -> listener.accept(record.get()));
    return record.isPresent();
  }

  private static boolean over(JsonNode item, Instant now) {
    return item.path("expires").path("N").asLong(Long.MAX_VALUE) <= now.getEpochSecond();
  }

  private JsonNode ask(String operation, JsonNode request) throws IOException {
    return Recorded.MAPPER.readTree(
        send(operation, Recorded.MAPPER.writeValueAsBytes(request)).body());
  }

  private Http.Answer send(String operation, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(DYNALITE.endpoint())
            .header("X-Amz-Target", SERVICE + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Date", "20250301T120000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20250301/eu-west-1/dynamodb/aws4_request, "
                    + "SignedHeaders=host, Signature=a")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Http.Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
