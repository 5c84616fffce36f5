package org.imprimatur.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Records what becomes of posts that wait, whether the approval service answered or a moderator
 * clicked. A decision applies once, to the text it is about while that waits; anything else changes
 * nothing and is logged with its reason.
 */
public final class RecordDecision implements EventHandler {
  /** The name of its subscription, under which decisions on their way wait for it. */
  public static final String SUBSCRIPTION = "record-decision";

  private final Posts posts;
  private final Lifetime lifetime;
  private final Clock clock;
  private final Telemetry telemetry;

  /** Records in {@code posts}; a published post lives for {@code lifetime} from then. */
  public RecordDecision(Posts posts, Lifetime lifetime, Clock clock, Telemetry telemetry) {
    this.posts = posts;
    this.lifetime = lifetime;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Takes an {@code ApprovalResponse} or an {@code ApprovalHeld}. */
  @Override
  public void handle(Event event) {
    if (event.detailType().equals(ApprovalEvents.HELD)) {
      byService(ApprovalEvents.readHeld(event), event.id());
    } else {
      byService(ApprovalEvents.readResponse(event), event.id());
    }
  }

  /**
   * Takes the word of an approval service that it leaves a text to a person. A repeat changes
   * nothing.
   *
   * @param eventId names the answer in the log
   * @return whether the text was waiting, and for no other reason yet
   */
  public boolean byService(ApprovalHeld held, String eventId) {
    boolean noted = posts.noteHeld(held.postId(), held.revision(), held.reasons(), now());
    if (!noted) {
      ignored(
          held.postId(),
          held.revision(),
          "not-waiting",
          cause(eventId, held.requestId(), held.trace()));
    }
    return noted;
  }

  /**
   * Takes the answer of an approval service, answering at once. A repeat changes nothing.
   *
   * @param eventId names the answer in the log
   */
  public Posts.Decided byService(ApprovalResponse response, String eventId) {
    Map<String, String> cause = cause(eventId, response.requestId(), response.trace());
    return record(response.postId(), response.decision(), cause);
  }

  private static Map<String, String> cause(String eventId, String requestId, TraceParent trace) {
    return Map.of("eventId", eventId, "requestId", requestId, "traceId", trace.traceId());
  }

  /**
   * Decides as a moderator, answering at once.
   *
   * @param revision the revision the moderator saw
   * @param moderator who decides; not on a post of their own
   */
  public Posts.Decided byModerator(
      PostId id, int revision, Verdict verdict, Optional<String> reason, Decider moderator) {
    Decision decision = new Decision(verdict, reason, moderator, now(), revision);
    return record(id, decision, Map.of("requestId", ApprovalRequest.requestId(id, revision)));
  }

  private Posts.Decided record(PostId id, Decision decision, Map<String, String> cause) {
    Instant now = now();
    Posts.Decided decided = posts.decide(id, decision, now, lifetime.from(now));
    String ignored =
        decided.fold(
            applied -> "",
            already -> "already-decided",
            stale -> "stale-revision",
            own -> "own-post",
            () -> "gone");
    if (!ignored.isEmpty()) {
      ignored(id, decision.revision(), ignored, cause);
    }
    return decided;
  }

  private void ignored(PostId id, int revision, String reason, Map<String, String> cause) {
    Map<String, String> fields = new HashMap<>(cause);
    fields.put("postId", id.value());
    fields.put("revision", Integer.toString(revision));
    fields.put("reason", reason);
    telemetry.record(new Occurrence(Occurrence.Kind.DECISION_IGNORED, fields));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
