package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the events: whole, and about the very schemas that events are written by. */
class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path SCHEMAS =
      Path.of("src", "main", "resources", "org", "imprimatur", "approval");

  private final JsonNode document = read(DOCS.resolve("asyncapi.json"));

  @Test
  void itIsAsyncApi3() {
    assertThat(document.get("asyncapi").textValue()).isEqualTo("3.0.0");
    assertThat(document.get("info").get("title").textValue()).isNotBlank();
    assertThat(document.get("info").get("version").textValue()).isNotBlank();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(15);
    assertThat(references).allSatisfy(reference -> assertThat(target(reference)).isNotEmpty());
  }

  @Test
  void everySchemaOfAnEventIsInIt() throws IOException {
    Set<Path> named = new TreeSet<>();
    for (String reference : document.findValuesAsText("$ref")) {
      if (!reference.startsWith("#")) {
        named.add(DOCS.resolve(reference).toRealPath());
      }
    }
    try (Stream<Path> files = Files.list(SCHEMAS.toRealPath())) {
      assertThat(named)
          .isEqualTo(
              files
                  .filter(file -> file.toString().endsWith(".schema.json"))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void envelopesNameWhatThePatternsSelect() throws IOException {
    for (JsonNode pattern :
        List.of(
            JSON.readTree(ApprovalEvents.requestPattern()),
            JSON.readTree(ApprovalEvents.responsePattern()))) {
      for (JsonNode type : pattern.get("detail-type")) {
        assertEnvelope(type.textValue(), pattern.get("source").get(0));
      }
    }
  }

  private void assertEnvelope(String type, JsonNode source) {
    JsonNode message = document.at("/channels/bus/messages/" + type);
    JsonNode properties = resolved(resolved(message).get("payload")).at("/schema/properties");
    assertThat(properties.at("/source/const")).isEqualTo(source);
    assertThat(properties.at("/detail-type/const").textValue()).isEqualTo(type);
    assertThat(resolved(properties.get("detail")).get("title").textValue()).isEqualTo(type);
  }

  @Test
  void operationsSendRequestsAndReceiveAnswers() {
    JsonNode operations = document.get("operations");
    assertThat(operations).hasSize(6);
    for (JsonNode operation : operations) {
      String message = operation.get("messages").get(0).get("$ref").textValue();
      assertThat(message).startsWith(operation.get("channel").get("$ref").textValue() + "/");
      assertThat(operation.get("action").textValue())
          .isEqualTo(message.endsWith("/ApprovalRequest") ? "send" : "receive");
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? target(node.get("$ref").textValue()) : node;
  }

  private JsonNode target(String reference) {
    return reference.startsWith("#")
        ? document.at(reference.substring(1))
        : read(DOCS.resolve(reference));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
