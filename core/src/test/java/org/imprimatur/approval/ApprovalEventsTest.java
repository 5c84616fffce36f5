package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2025-03-01T12:00:00.123Z");
  private static final PostId ID = new PostId("0195524a1c007e31a5d0c4b2f8e07d11");
  private static final TraceParent TRACE =
      new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  private static final ApprovalRequest REQUEST =
      new ApprovalRequest(
          ID,
          1,
          new Submission("Found: a “grey” cat \uD83D\uDC08", "Line one\n\n\t<b>& 'line' two</b>\\"),
          new Author("f:1:ann", "Ann \u00D8"),
          TIME,
          Instant.parse("2025-03-31T12:00:01Z"),
          TRACE);
  private static final ApprovalResponse REJECTION =
      new ApprovalResponse(
          ID,
          new Decision(
              Verdict.REJECTED, Optional.of("Too “short”"), Decider.service("screening"), TIME, 1),
          TRACE);
  private static final ApprovalResponse APPROVAL =
      new ApprovalResponse(
          ID,
          new Decision(Verdict.APPROVED, Optional.empty(), Decider.service("auto"), TIME, 1),
          TRACE);

  private static final ApprovalHeld HOLD =
      new ApprovalHeld(
          ID,
          1,
          List.of(
              new HoldReason("blocked-word", "“casino” in the title"),
              new HoldReason("new-author", "")),
          "screening",
          TIME,
          TRACE);

  @Test
  void requestIsWrittenByteForByteAsPinned() {
    assertThat(ApprovalEvents.write(REQUEST, "e", TIME).detail())
        .isEqualTo(resource("approval-request.json"));
  }

  @Test
  void responseIsWrittenByteForByteAsPinned() {
    assertThat(ApprovalEvents.write(REJECTION, "e").detail())
        .isEqualTo(resource("approval-response-rejected.json"));
    assertThat(ApprovalEvents.write(APPROVAL, "e").detail())
        .isEqualTo(resource("approval-response-approved.json"));
  }

  @Test
  void holdIsWrittenByteForByteAsPinnedAndReadAsItWasMeant() {
    String pinned = resource("approval-held.json");
    Event event = ApprovalEvents.write(HOLD, "e");

    assertThat(event.detail()).isEqualTo(pinned);
    assertThat(event.detailType()).isEqualTo("ApprovalHeld");
    assertThat(ApprovalEvents.readHeld(event)).isEqualTo(HOLD);
    assertThat(fits("approval-held", pinned)).isTrue();
  }

  @Test
  void holdWithoutAReasonIsRefusedByReaderAndSchema() throws IOException {
    ObjectNode held = (ObjectNode) JSON.readTree(resource("approval-held.json"));
    held.putArray("reasons");
    Event event = new Event("e", Event.SOURCE, ApprovalEvents.HELD, TIME, held.toString());

    assertThat(fits("approval-held", held.toString())).isFalse();
    assertThatThrownBy(() -> ApprovalEvents.readHeld(event)).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void envelopeSaysWhoSpeaksOfWhatAndWhen() {
    assertThat(ApprovalEvents.write(REQUEST, "e-1", TIME.plusSeconds(9)))
        .extracting(Event::id, Event::source, Event::detailType, Event::time)
        .containsExactly("e-1", "imprimatur", "ApprovalRequest", TIME.plusSeconds(9));
    assertThat(ApprovalEvents.write(APPROVAL, "e-2"))
        .extracting(Event::id, Event::source, Event::detailType, Event::time)
        .containsExactly("e-2", "imprimatur", "ApprovalResponse", TIME);
  }

  @Test
  void pinnedEventsAreReadAsTheyWereMeant() {
    assertThat(readRequest(resource("approval-request.json"))).isEqualTo(REQUEST);
    assertThat(readResponse(resource("approval-response-rejected.json"))).isEqualTo(REJECTION);
    assertThat(readResponse(resource("approval-response-approved.json"))).isEqualTo(APPROVAL);
  }

  @Test
  void pinnedEventsAreAsTheirSchemasSay() {
    assertThat(fits("approval-request", resource("approval-request.json"))).isTrue();
    assertThat(fits("approval-response", resource("approval-response-rejected.json"))).isTrue();
    assertThat(fits("approval-response", resource("approval-response-approved.json"))).isTrue();
  }

  @Test
  void longestTextsAreAsTheSchemaSays() {
    Submission longest = new Submission("\uD83D\uDC08".repeat(150), "\uD83D\uDC08".repeat(5_000));
    ApprovalRequest request =
        new ApprovalRequest(ID, 1, longest, REQUEST.author(), TIME, TIME, TRACE);
    String detail = ApprovalEvents.write(request, "e", TIME).detail();

    assertThat(fits("approval-request", detail)).isTrue();
    assertThat(readRequest(detail).text()).isEqualTo(longest);
  }

  @Test
  void fieldsThatTheReaderDoesNotKnowAreIgnored() throws IOException {
    ObjectNode request = (ObjectNode) JSON.readTree(resource("approval-request.json"));
    request.put("priority", 1);
    ((ObjectNode) request.required("post")).putObject("language").put("code", "en");
    ObjectNode response = (ObjectNode) JSON.readTree(resource("approval-response-approved.json"));
    response.putArray("scores").add(0.1);

    assertThat(readRequest(request.toString())).isEqualTo(REQUEST);
    assertThat(readResponse(response.toString())).isEqualTo(APPROVAL);
    assertThat(fits("approval-request", request.toString())).isTrue();
    assertThat(fits("approval-response", response.toString())).isTrue();
  }

  @Test
  void reasonMayBeMissingOrNull() throws IOException {
    ObjectNode response = (ObjectNode) JSON.readTree(resource("approval-response-rejected.json"));

    assertThat(readResponse(response.deepCopy().putNull("reason").toString()).decision().reason())
        .isEmpty();
    response.remove("reason");
    assertThat(readResponse(response.toString()).decision().reason()).isEmpty();
  }

  @Test
  void timesMayHaveAnOffsetAndAreKeptToTheMillisecond() throws IOException {
    ObjectNode response = (ObjectNode) JSON.readTree(resource("approval-response-approved.json"));
    response.put("decidedAt", "2025-03-01T13:00:00.123999+01:00");

    assertThat(readResponse(response.toString())).isEqualTo(APPROVAL);
  }

  @Test
  void revisionMayBeWrittenAsAWholeNumberOfAnyForm() throws IOException {
    ObjectNode response = (ObjectNode) JSON.readTree(resource("approval-response-approved.json"));
    response.put("revision", 1.0);

    assertThat(readResponse(response.toString())).isEqualTo(APPROVAL);
    assertThat(fits("approval-response", response.toString())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/post | null",
        "/post | []",
        "/post/id | null",
        "/post/id | 7",
        "/post/id | \"x\"",
        "/post/revision | null",
        "/post/revision | \"1\"",
        "/post/revision | 0",
        "/post/revision | 1.5",
        "/post/title | null",
        "/post/title | 7",
        "/post/title | \"\"",
        "/post/body | null",
        "/post/body | {}",
        "/post/body | \"\"",
        "/post/author | null",
        "/post/author | \"ann\"",
        "/post/author/id | null",
        "/post/author/id | \" \"",
        "/post/author/name | null",
        "/post/author/name | 7",
        "/post/submittedAt | null",
        "/post/submittedAt | 1740830400",
        "/post/submittedAt | \"yesterday\"",
        "/post/expires | null",
        "/post/expires | \"2025-03-31\"",
        "/post/expires | \"+12025-03-31T12:00:00Z\"",
        "/traceparent | null",
        "/traceparent | \"00-1-2-3\"",
        "/traceparent | \"00-00000000000000000000000000000000-00f067aa0ba902b7-01\"",
        "/requestId | null",
        "/requestId | 7",
      })
  void requestWithAMissingOrMistypedFieldIsUnreadableAndNotAsItsSchemaSays(
      String pointer, String value) throws IOException {
    String replaced = with(resource("approval-request.json"), pointer, value);
    String without = with(resource("approval-request.json"), pointer, "");

    assertThatThrownBy(() -> readRequest(replaced)).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> readRequest(without)).isInstanceOf(UnreadableEvent.class);
    assertThat(fits("approval-request", replaced)).isFalse();
    assertThat(fits("approval-request", without)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/postId | null",
        "/postId | \"0195524A1C007E31A5D0C4B2F8E07D11\"",
        "/revision | null",
        "/revision | 0",
        "/revision | -1",
        "/revision | true",
        "/approved | null",
        "/approved | \"true\"",
        "/approved | 1",
        "/decidedBy | null",
        "/decidedBy | \"\"",
        "/decidedBy | \" \"",
        "/decidedAt | null",
        "/decidedAt | \"\"",
        "/decidedAt | \"noon\"",
        "/requestId | null",
        "/requestId | \"x\"",
        "/traceparent | null",
        "/traceparent | \"\"",
      })
  void responseWithAMissingOrMistypedFieldIsUnreadableAndNotAsItsSchemaSays(
      String pointer, String value) throws IOException {
    String replaced = with(resource("approval-response-rejected.json"), pointer, value);
    String without = with(resource("approval-response-rejected.json"), pointer, "");

    assertThatThrownBy(() -> readResponse(replaced)).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> readResponse(without)).isInstanceOf(UnreadableEvent.class);
    assertThat(fits("approval-response", replaced)).isFalse();
    assertThat(fits("approval-response", without)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "[\"why\"]", "true"})
  void reasonOfAnotherTypeIsUnreadable(String value) throws IOException {
    String replaced = with(resource("approval-response-rejected.json"), "/reason", value);

    assertThatThrownBy(() -> readResponse(replaced)).isInstanceOf(UnreadableEvent.class);
    assertThat(fits("approval-response", replaced)).isFalse();
  }

  @Test
  void overlongReasonIsUnreadableAndTheLongestIsNot() throws IOException {
    String good =
        with(
            resource("approval-response-rejected.json"),
            "/reason",
            '"' + "\uD83D\uDE42".repeat(1_000) + '"');
    String bad =
        with(resource("approval-response-rejected.json"), "/reason", '"' + "x".repeat(1_001) + '"');

    assertThat(readResponse(good).decision().reason()).isPresent();
    assertThat(fits("approval-response", good)).isTrue();
    assertThatThrownBy(() -> readResponse(bad)).isInstanceOf(UnreadableEvent.class);
    assertThat(fits("approval-response", bad)).isFalse();
  }

  @Test
  void responseToAnotherRequestThanItNamesIsUnreadable() throws IOException {
    String forged =
        with(resource("approval-response-rejected.json"), "/requestId", "\"" + ID + "-2\"");

    assertThatThrownBy(() -> readResponse(forged))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("requestId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[]", "\"x\"", "{", "{} {}", "{\"a\":1,}"})
  void whatIsNoObjectIsUnreadable(String detail) {
    assertThatThrownBy(() -> readRequest(detail)).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> readResponse(detail)).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void textAfterTheObjectIsUnreadable() {
    String detail = resource("approval-response-approved.json") + "{}";

    assertThatThrownBy(() -> readResponse(detail)).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void eventOfAnotherTypeIsUnreadable() {
    Event request = ApprovalEvents.write(REQUEST, "e", TIME);
    Event response = ApprovalEvents.write(APPROVAL, "e");

    assertThatThrownBy(() -> ApprovalEvents.readResponse(request))
        .isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> ApprovalEvents.readRequest(response))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void unreadableEventSaysWhichFieldAndQuotesNothing() throws IOException {
    String secret = with(resource("approval-request.json"), "/post/submittedAt", "\"s3cret\"");

    assertThatThrownBy(() -> readRequest(secret))
        .hasMessageContaining("ApprovalRequest")
        .hasMessageContaining("submittedAt")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void patternsSelectEachTypeOfOurs() throws IOException {
    assertThat(JSON.readTree(ApprovalEvents.requestPattern()))
        .isEqualTo(
            JSON.readTree("{\"source\":[\"imprimatur\"],\"detail-type\":[\"ApprovalRequest\"]}"));
    assertThat(JSON.readTree(ApprovalEvents.responsePattern()))
        .isEqualTo(
            JSON.readTree(
                "{\"source\":[\"imprimatur\"],\"detail-type\":[\"ApprovalResponse\",\"ApprovalHeld\"]}"));
  }

  private static ApprovalRequest readRequest(String detail) {
    return ApprovalEvents.readRequest(
        new Event("e", Event.SOURCE, ApprovalEvents.REQUEST, TIME, detail));
  }

  private static ApprovalResponse readResponse(String detail) {
    return ApprovalEvents.readResponse(
        new Event("e", Event.SOURCE, ApprovalEvents.RESPONSE, TIME, detail));
  }

  /** This JSON with one field replaced, or left out where there is nothing to replace it by. */
  private static String with(String json, String pointer, String value) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(json);
    int slash = pointer.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) root.at(pointer.substring(0, slash));
    String field = pointer.substring(slash + 1);
    if (value.isEmpty()) {
      parent.remove(field);
    } else {
      parent.set(field, JSON.readTree(value));
    }
    return root.toString();
  }

  private static boolean fits(String schema, String json) {
    Schema parsed =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource(schema + ".schema.json"), InputFormat.JSON);
    return parsed
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .isEmpty();
  }

  private static String resource(String name) {
    try (InputStream in = ApprovalEventsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
