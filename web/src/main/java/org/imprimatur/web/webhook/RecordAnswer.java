package org.imprimatur.web.webhook;

import java.time.Clock;
import java.util.Map;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalHeld;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.PostId;
import org.imprimatur.post.TraceParent;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Records what an approval service said: a decision, or that it leaves the text to a person. */
final class RecordAnswer {
  private final RecordDecision recordDecision;
  private final Clock clock;
  private final Telemetry telemetry;

  RecordAnswer(RecordDecision recordDecision, Clock clock, Telemetry telemetry) {
    this.recordDecision = recordDecision;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * Records an answer; a repeat changes nothing.
   *
   * @param id names the answer
   * @param detail the detail of an {@code ApprovalResponse} or an {@code ApprovalHeld}; which of
   *     the two, only its fields tell
   * @return what came of it, in a word
   * @throws UnreadableEvent if it is neither
   */
  String record(String id, String detail) {
    ApprovalResponse response;
    try {
      response = ApprovalEvents.readResponse(event(id, ApprovalEvents.RESPONSE, detail));
    } catch (UnreadableEvent e) {
      return hold(id, ApprovalEvents.readHeld(event(id, ApprovalEvents.HELD, detail)));
    }
    return decide(id, response);
  }

  private Event event(String id, String type, String detail) {
    return new Event(id, Event.SOURCE, type, clock.instant(), detail);
  }

  private String decide(String id, ApprovalResponse response) {
    String verdict = response.decision().verdict().name();
    tell(id, response.postId(), response.requestId(), response.trace(), verdict);
    return recordDecision
        .byService(response, id)
        .fold(
            applied -> "applied",
            already -> "already-decided",
            stale -> "stale-revision",
            own -> "already-decided",
            () -> "gone");
  }

  private String hold(String id, ApprovalHeld held) {
    tell(id, held.postId(), held.requestId(), held.trace(), "HELD");
    return recordDecision.byService(held, id) ? "held" : "not-waiting";
  }

  private void tell(String id, PostId post, String requestId, TraceParent trace, String verdict) {
    telemetry.record(
        new Occurrence(
            Occurrence.Kind.APPROVAL_ANSWERED,
            Map.of(
                "postId", post.value(),
                "requestId", requestId,
                "eventId", id,
                "traceId", trace.traceId(),
                "verdict", verdict)));
  }
}
