package org.imprimatur.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.json.JsonText;

/**
 * The envelope in which EventBridge hands an event on. It gives each event an id of its own and
 * keeps its time to the second; ours, by which a repeat is recognised, travel as two of the {@code
 * resources}, which are free text (<a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">event
 * structure</a>).
 */
final class Envelope {
  private static final String ID = "imprimatur:event:";
  private static final String TIME = "imprimatur:time:";

  private Envelope() {}

  static List<String> resources(Event event) {
    return List.of(ID + event.id(), TIME + event.time());
  }

  /**
   * The event in an envelope, ours or anybody's.
   *
   * @throws UnreadableEvent if there is none
   */
  static Event read(String envelope) {
    try {
      JsonNode json = JsonText.read(envelope);
      return new Event(
          resource(json, ID).orElseGet(() -> Json.text(json, "id")),
          Json.text(json, "source"),
          Json.text(json, "detail-type"),
          Instant.parse(resource(json, TIME).orElseGet(() -> Json.text(json, "time"))),
          JsonText.write(json.required("detail")));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new UnreadableEvent("not an event in its envelope", e);
    }
  }

  private static Optional<String> resource(JsonNode envelope, String prefix) {
    for (JsonNode resource : envelope.path("resources")) {
      if (resource.asText().startsWith(prefix)) {
        return Optional.of(resource.asText().substring(prefix.length()));
      }
    }
    return Optional.empty();
  }
}
