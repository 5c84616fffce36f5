package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as the cloud hands them to functions, from the files beside these tests. */
final class Recorded {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Recorded() {}

  static JsonNode event(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("/events/" + name + ".json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String post() {
    return "0195514d5c0070008000000000000001";
  }

  /** One batch of the records of these files, in order. */
  static ObjectNode batch(String... names) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    List.of(names).forEach(name -> batch.withArray("Records").addAll(records(name)));
    return batch;
  }

  private static List<JsonNode> records(String name) {
    return List.of(event(name).get("Records").get(0));
  }

  static JsonNode answer(RequestStreamHandler handler, JsonNode event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
    try {
      handler.handleRequest(new ByteArrayInputStream(bytes), out, null);
      return MAPPER.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> failures(RequestStreamHandler handler, JsonNode event) {
    return answer(handler, event).get("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
