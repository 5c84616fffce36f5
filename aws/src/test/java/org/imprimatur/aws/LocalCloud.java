package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.event.ruler.Ruler;

/** The wires of streams, rules and queues, as far as a local run uses them. Real time. */
final class LocalCloud {
  private static final LocalCloud ONE = new LocalCloud();
  private static final long NANOS = 1_000_000_000L;
  private static final String QUEUES = "http://queues.invalid/";
  private static final String ARN = "arn:aws:sqs:eu-west-1:111122223333:";

  private final Map<String, List<JsonNode>> streams = new ConcurrentHashMap<>();
  private final Map<String, Long> delays = new ConcurrentHashMap<>();
  private final Map<String, List<Waiting>> queues = new ConcurrentHashMap<>();
  private final Map<String, String> patterns = new ConcurrentHashMap<>();
  private final Map<String, String> targets = new ConcurrentHashMap<>();

  private final Set<String> hurried = ConcurrentHashMap.newKeySet();

  private LocalCloud() {}

  private record Waiting(String receipt, String body, long sent, long due) {
    Waiting hidden(long seconds) {
      return new Waiting(receipt, body, sent, System.nanoTime() + seconds * NANOS);
    }
  }

  /** Puts events into the queues of a bus without their delay, as an emulator may. */
  static void hurry(String bus) {
    ONE.hurried.add(bus);
  }

  /** Keeps the records of a table in a stream. */
  static void stream(String table) {
    ONE.streams.put(table, new CopyOnWriteArrayList<>());
    DynamoWire.listen(table, record -> ONE.streams.get(table).add(apiRecord(record)));
  }

  /** What the rules of a bus do with an event. */
  static void event(String bus, String envelope) {
    ONE.patterns.forEach(
        (rule, pattern) -> {
          if (rule.startsWith(bus + "/") && matches(envelope, pattern)) {
            ONE.send(url(ONE.targets.get(rule)), envelope, ONE.hurried.contains(bus));
          }
        });
  }

  static Http.Answer answer(String target, byte[] body) throws IOException {
    JsonNode request = Recorded.MAPPER.readTree(body);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ONE.answer(target.substring(target.indexOf('.') + 1), request, answer);
    int status = answer.has("__type") ? 400 : 200;
    return new Http.Answer(status, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void answer(String operation, JsonNode request, ObjectNode answer) {
    switch (operation) {
      case "DescribeStream" ->
          answer
              .putObject("StreamDescription")
              .put("StreamArn", request.get("StreamArn").asText())
              .putArray("Shards")
              .addObject()
              .put("ShardId", "shard-1");
      case "GetShardIterator" -> answer.put("ShardIterator", iterator(request));
      case "GetRecords" -> records(request.get("ShardIterator").asText(), answer);
      case "CreateEventBus" -> answer.put("EventBusArn", "arn:bus");
      case "PutRule" -> patterns.put(rule(request, "Name"), request.get("EventPattern").asText());
      case "PutTargets" ->
          targets.put(rule(request, "Rule"), request.at("/Targets/0/Arn").asText());
      case "CreateQueue" -> createQueue(request, answer);
      case "ListRules" -> rules(request, answer);
      case "ListTargetsByRule" ->
          answer
              .putArray("Targets")
              .addObject()
              .put("Id", "queue")
              .put("Arn", targets.get(rule(request, "Rule")));
      case "GetQueueUrl" -> answer.put("QueueUrl", url(request));
      case "SetQueueAttributes" -> delays.put(request.get("QueueUrl").asText(), delay(request));
      case "ChangeMessageVisibility" -> hide(request);
      case "GetQueueAttributes" ->
          attributes(request.get("QueueUrl").asText(), answer.putObject("Attributes"));
      case "ReceiveMessage" -> receive(request.get("QueueUrl").asText(), answer);
      case "DeleteMessage" -> delete(request);
      default -> throw new IllegalArgumentException(operation);
    }
  }

  private static String rule(JsonNode request, String name) {
    return request.get("EventBusName").asText() + "/" + request.get(name).asText();
  }

  private void rules(JsonNode request, ObjectNode answer) {
    String bus = request.get("EventBusName").asText() + "/";
    ArrayNode rules = answer.putArray("Rules");
    patterns.keySet().stream()
        .filter(rule -> rule.startsWith(bus))
        .forEach(rule -> rules.addObject().put("Name", rule.substring(bus.length())));
  }

  private void attributes(String url, ObjectNode attributes) {
    attributes.put("QueueArn", ARN + url.substring(QUEUES.length()));
    long due = queues.get(url).stream().filter(w -> w.due() <= System.nanoTime()).count();
    attributes.put("ApproximateNumberOfMessages", Long.toString(due));
    long all = queues.get(url).size();
    attributes.put("ApproximateNumberOfMessagesDelayed", Long.toString(all - due));
    attributes.put("ApproximateNumberOfMessagesNotVisible", "0");
  }

  private static String iterator(JsonNode request) {
    String at = request.path("SequenceNumber").asText("");
    String table = request.get("StreamArn").asText();
    List<JsonNode> records = ONE.streams.get(table);
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).at("/dynamodb/SequenceNumber").asText().equals(at)) {
        return table + "@" + (i + 1);
      }
    }
    return table + "@0";
  }

  private void records(String iterator, ObjectNode answer) {
    String table = iterator.substring(0, iterator.indexOf('@'));
    int from = Integer.parseInt(iterator.substring(iterator.indexOf('@') + 1));
    List<JsonNode> all = new ArrayList<>(streams.get(table));
    ArrayNode records = answer.putArray("Records");
    all.subList(from, all.size()).forEach(records::add);
    answer.put("NextShardIterator", table + "@" + all.size());
  }

  /** A record as the API of streams has it: like a function's, but for who did it. */
  private static JsonNode apiRecord(JsonNode record) {
    ObjectNode api = record.deepCopy();
    ((ObjectNode) api.get("dynamodb"))
        .put("ApproximateCreationDateTime", System.currentTimeMillis() / 1000);
    JsonNode identity = api.remove("userIdentity");
    if (identity != null) {
      api.putObject("userIdentity")
          .put("Type", identity.get("type").asText())
          .put("PrincipalId", identity.get("principalId").asText());
    }
    return api;
  }

  private void createQueue(JsonNode request, ObjectNode answer) {
    String url = url(request);
    Long before = delays.putIfAbsent(url, delay(request));
    if (before != null && before != delay(request)) {
      answer.put("__type", "com.amazonaws.sqs#QueueNameExists");
      return;
    }
    queues.putIfAbsent(url, new CopyOnWriteArrayList<>());
    answer.put("QueueUrl", url);
  }

  private static String url(String arn) {
    return QUEUES + arn.substring(ARN.length());
  }

  private static String url(JsonNode request) {
    return QUEUES + request.get("QueueName").asText();
  }

  private static long delay(JsonNode request) {
    return request.at("/Attributes/DelaySeconds").asLong();
  }

  private void send(String queue, String body, boolean atOnce) {
    long now = System.nanoTime();
    long due = atOnce ? now : now + delays.get(queue) * NANOS;
    queues
        .get(queue)
        .add(new Waiting(UUID.randomUUID().toString(), body, System.currentTimeMillis(), due));
  }

  private void receive(String queue, ObjectNode answer) {
    ArrayNode messages = answer.putArray("Messages");
    queues.get(queue).stream()
        .filter(waiting -> waiting.due() <= System.nanoTime())
        .limit(1)
        .forEach(waiting -> message(waiting, messages.addObject()));
  }

  private static void message(Waiting waiting, ObjectNode message) {
    message
        .put("MessageId", waiting.receipt())
        .put("ReceiptHandle", waiting.receipt())
        .put("Body", waiting.body())
        .put("MD5OfBody", md5(waiting.body()))
        .putObject("Attributes")
        .put("SentTimestamp", Long.toString(waiting.sent()));
  }

  private void hide(JsonNode request) {
    String receipt = request.get("ReceiptHandle").asText();
    long seconds = request.get("VisibilityTimeout").asLong();
    queues
        .get(request.get("QueueUrl").asText())
        .replaceAll(w -> w.receipt().equals(receipt) ? w.hidden(seconds) : w);
  }

  private void delete(JsonNode request) {
    String receipt = request.get("ReceiptHandle").asText();
    queues.get(request.get("QueueUrl").asText()).removeIf(w -> w.receipt().equals(receipt));
  }

  private static String md5(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean matches(String envelope, String pattern) {
    try {
      return Ruler.matchesRule(envelope, pattern);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
