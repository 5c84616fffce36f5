package org.imprimatur.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * The events on the wire, as the JSON Schemas beside this class define them. Reading ignores fields
 * it does not know.
 */
public final class ApprovalEvents {
  /** The detail type of {@link ApprovalRequest}. */
  public static final String REQUEST = "ApprovalRequest";

  /** The detail type of {@link ApprovalResponse}. */
  public static final String RESPONSE = "ApprovalResponse";

  /** The detail type of {@link ApprovalHeld}. */
  public static final String HELD = "ApprovalHeld";

  private ApprovalEvents() {}

  /** The EventBridge pattern that matches requests. */
  public static String requestPattern() {
    return resource("approval-request.pattern.json");
  }

  /** The EventBridge pattern that matches responses, and answers that leave it to a person. */
  public static String responsePattern() {
    return resource("approval-response.pattern.json");
  }

  /** Puts a request in its envelope. */
  public static Event write(ApprovalRequest request, String eventId, Instant time) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    ObjectNode post = detail.putObject("post");
    post.put("id", request.postId().value());
    post.put("revision", request.revision());
    post.put("title", request.text().title());
    post.put("body", request.text().body());
    ObjectNode author = post.putObject("author");
    author.put("id", request.author().id());
    author.put("name", request.author().name());
    post.put("submittedAt", request.submittedAt().toString());
    post.put("expires", request.expires().toString());
    detail.put("requestId", request.requestId());
    detail.put("traceparent", request.trace().value());
    return new Event(eventId, Event.SOURCE, REQUEST, time, JsonText.write(detail));
  }

  /**
   * An event with a pseudonym where it names a person who left as the author of a post; the same
   * event where it does not, or where it cannot be read.
   */
  public static Event without(Event event, Pseudonym person) {
    if (!event.detailType().equals(REQUEST)) {
      return event;
    }
    try {
      ApprovalRequest request = readRequest(event);
      return person.covers(request.author().id(), request.submittedAt())
          ? write(request.by(person.nobody()), event.id(), event.time())
          : event;
    } catch (UnreadableEvent e) {
      return event;
    }
  }

  /** Puts a response in its envelope. */
  public static Event write(ApprovalResponse response, String eventId) {
    Decision decision = response.decision();
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("postId", response.postId().value());
    detail.put("revision", decision.revision());
    detail.put("approved", response.approved());
    decision.reason().ifPresent(reason -> detail.put("reason", reason));
    detail.put("decidedBy", decision.decidedBy());
    detail.put("decidedAt", decision.decidedAt().toString());
    detail.put("requestId", response.requestId());
    detail.put("traceparent", response.trace().value());
    return new Event(eventId, Event.SOURCE, RESPONSE, decision.decidedAt(), JsonText.write(detail));
  }

  /** Puts an answer that leaves the text to a person in its envelope. */
  public static Event write(ApprovalHeld held, String eventId) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("postId", held.postId().value());
    detail.put("revision", held.revision());
    ArrayNode reasons = detail.putArray("reasons");
    for (HoldReason reason : held.reasons()) {
      reasons.addObject().put("code", reason.code()).put("detail", reason.detail());
    }
    detail.put("heldBy", held.heldBy());
    detail.put("heldAt", held.heldAt().toString());
    detail.put("requestId", held.requestId());
    detail.put("traceparent", held.trace().value());
    return new Event(eventId, Event.SOURCE, HELD, held.heldAt(), JsonText.write(detail));
  }

  /**
   * The request in an envelope.
   *
   * @throws UnreadableEvent if it is none
   */
  public static ApprovalRequest readRequest(Event event) {
    return read(event, REQUEST, ApprovalEvents::request);
  }

  /**
   * The response in an envelope.
   *
   * @throws UnreadableEvent if it is none
   */
  public static ApprovalResponse readResponse(Event event) {
    return read(event, RESPONSE, ApprovalEvents::response);
  }

  /**
   * The answer in an envelope that leaves the text to a person.
   *
   * @throws UnreadableEvent if it is none
   */
  public static ApprovalHeld readHeld(Event event) {
    return read(event, HELD, ApprovalEvents::held);
  }

  private static ApprovalHeld held(JsonNode detail) {
    List<HoldReason> reasons = new ArrayList<>();
    for (JsonNode reason : detail.required("reasons")) {
      reasons.add(new HoldReason(text(reason, "code"), text(reason, "detail")));
    }
    ApprovalHeld held =
        new ApprovalHeld(
            new PostId(text(detail, "postId")),
            number(detail, "revision"),
            reasons,
            text(detail, "heldBy"),
            time(detail, "heldAt"),
            new TraceParent(text(detail, "traceparent")));
    requireRequestId(detail, held.requestId());
    return held;
  }

  private static ApprovalRequest request(JsonNode detail) {
    JsonNode post = detail.required("post");
    JsonNode author = post.required("author");
    ApprovalRequest request =
        new ApprovalRequest(
            new PostId(text(post, "id")),
            number(post, "revision"),
            new Submission(text(post, "title"), text(post, "body")),
            new Author(text(author, "id"), text(author, "name")),
            time(post, "submittedAt"),
            time(post, "expires"),
            new TraceParent(text(detail, "traceparent")));
    requireRequestId(detail, request.requestId());
    return request;
  }

  private static ApprovalResponse response(JsonNode detail) {
    Decision decision =
        new Decision(
            truth(detail, "approved") ? Verdict.APPROVED : Verdict.REJECTED,
            detail.hasNonNull("reason") ? Optional.of(text(detail, "reason")) : Optional.empty(),
            Decider.service(text(detail, "decidedBy")),
            time(detail, "decidedAt"),
            number(detail, "revision"));
    ApprovalResponse response =
        new ApprovalResponse(
            new PostId(text(detail, "postId")),
            decision,
            new TraceParent(text(detail, "traceparent")));
    requireRequestId(detail, response.requestId());
    return response;
  }

  private static void requireRequestId(JsonNode detail, String expected) {
    if (!text(detail, "requestId").equals(expected)) {
      throw new IllegalArgumentException("requestId names another post or revision");
    }
  }

  private static <T> T read(Event event, String type, Reader<T> reader) {
    if (!event.detailType().equals(type)) {
      throw new UnreadableEvent("expected " + type, new IllegalArgumentException());
    }
    try {
      return reader.read(JsonText.read(event.detail()));
    } catch (JsonProcessingException e) {
      throw new UnreadableEvent(type + ": not JSON", e);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(type + ": " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is not a string");
    }
    return value.textValue();
  }

  /** A time by RFC 3339, to the millisecond. */
  private static Instant time(JsonNode object, String field) {
    String value = text(object, field);
    try {
      if (!value.startsWith("+") && !value.startsWith("-")) {
        return Instant.parse(value).truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(field + " is not a time", e);
    }
    throw new IllegalArgumentException(field + " is not a time of our era");
  }

  private static int number(JsonNode object, String field) {
    JsonNode value = object.required(field);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(field + " is not a whole number");
    }
    return value.intValue();
  }

  private static boolean truth(JsonNode object, String field) {
    JsonNode value = object.required(field);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(field + " is not true or false");
    }
    return value.booleanValue();
  }

  private static String resource(String name) {
    try (InputStream in = ApprovalEvents.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Reader<T> {
    T read(JsonNode detail);
  }
}
