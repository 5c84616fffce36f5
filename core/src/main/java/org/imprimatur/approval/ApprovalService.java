package org.imprimatur.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.EventHandler;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Answers approval requests by a policy. The waiting is the bus's: the service is subscribed with a
 * delay and never sleeps.
 */
public final class ApprovalService implements EventHandler {
  private final ApprovalPolicy policy;
  private final EventBus bus;
  private final Clock clock;
  private final Telemetry telemetry;

  /** Answers by {@code policy} over {@code bus}. */
  public ApprovalService(ApprovalPolicy policy, EventBus bus, Clock clock, Telemetry telemetry) {
    this.policy = policy;
    this.bus = bus;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Takes an {@code ApprovalRequest} and publishes its answer, or is silent. */
  @Override
  public void handle(Event event) {
    ApprovalRequest request = ApprovalEvents.readRequest(event);
    policy.judge(request).ifPresent(judgement -> answer(event, request, judgement));
  }

  private void answer(Event event, ApprovalRequest request, ApprovalPolicy.Judgement judgement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Named after the request event: answering the same delivery again is the same event.
    String id = "response-to-" + event.id();
    bus.publish(
        judgement.fold(
            decided -> ApprovalEvents.write(response(request, decided, now), id),
            held -> ApprovalEvents.write(hold(request, held, now), id)));
    telemetry.record(
        new Occurrence(
            Occurrence.Kind.APPROVAL_ANSWERED,
            Map.of(
                "postId", request.postId().value(),
                "requestId", request.requestId(),
                "eventId", event.id(),
                "traceId", request.trace().traceId(),
                "verdict", judgement.fold(decided -> decided.verdict().name(), held -> "HELD"))));
  }

  private static ApprovalResponse response(
      ApprovalRequest request, ApprovalPolicy.Judgement.Decided decided, Instant now) {
    Decision decision =
        new Decision(
            decided.verdict(),
            decided.reason(),
            Decider.service(decided.by()),
            now,
            request.revision());
    return new ApprovalResponse(request.postId(), decision, request.trace());
  }

  private static ApprovalHeld hold(
      ApprovalRequest request, ApprovalPolicy.Judgement.Held held, Instant now) {
    return new ApprovalHeld(
        request.postId(), request.revision(), held.reasons(), held.by(), now, request.trace());
  }
}
