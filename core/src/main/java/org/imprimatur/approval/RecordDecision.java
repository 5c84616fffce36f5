package org.imprimatur.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Records decisions, whether the approval service answered or a moderator clicked. A decision
 * applies once, to a PENDING post of the revision it is about; anything else changes nothing and is
 * logged with its reason.
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

  /** Takes an {@code ApprovalResponse}. */
  @Override
  public void handle(Event event) {
    byService(ApprovalEvents.readResponse(event), event.id());
  }

  /**
   * Takes the answer of an approval service, answering at once. A repeat changes nothing.
   *
   * @param eventId names the answer in the log
   */
  public Posts.Decided byService(ApprovalResponse response, String eventId) {
    Map<String, String> cause =
        Map.of(
            "eventId", eventId,
            "requestId", response.requestId(),
            "traceId", response.trace().traceId());
    return record(response.postId(), response.decision(), cause);
  }

  /**
   * Decides as a moderator, answering at once.
   *
   * @param revision the revision the moderator saw
   * @param moderator the moderator's user name
   */
  public Posts.Decided byModerator(
      PostId id, int revision, Verdict verdict, Optional<String> reason, String moderator) {
    Decision decision = new Decision(verdict, reason, moderator, now(), revision);
    return record(id, decision, Map.of("requestId", ApprovalRequest.requestId(id, revision)));
  }

  private Posts.Decided record(PostId id, Decision decision, Map<String, String> cause) {
    Instant now = now();
    Posts.Decided decided = posts.decide(id, decision, now, lifetime.from(now));
    String ignored =
        decided.fold(
            applied -> "", already -> "already-decided", stale -> "stale-revision", () -> "gone");
    if (!ignored.isEmpty()) {
      Map<String, String> fields = new HashMap<>(cause);
      fields.put("postId", id.value());
      fields.put("revision", Integer.toString(decision.revision()));
      fields.put("reason", ignored);
      telemetry.record(new Occurrence(Occurrence.Kind.DECISION_IGNORED, fields));
    }
    return decided;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
