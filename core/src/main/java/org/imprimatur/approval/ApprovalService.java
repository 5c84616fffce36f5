package org.imprimatur.approval;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.EventHandler;
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

  /** Takes an {@code ApprovalRequest} and publishes an {@code ApprovalResponse}, or holds. */
  @Override
  public void handle(Event event) {
    ApprovalRequest request = ApprovalEvents.readRequest(event);
    policy.judge(request).ifPresent(judgement -> answer(event, request, judgement));
  }

  private void answer(Event event, ApprovalRequest request, ApprovalPolicy.Judgement judgement) {
    Decision decision =
        new Decision(
            judgement.verdict(),
            judgement.reason(),
            judgement.by(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            request.revision());
    ApprovalResponse response = new ApprovalResponse(request.postId(), decision, request.trace());
    // Named after the request event: answering the same delivery again is the same event.
    bus.publish(ApprovalEvents.write(response, "response-to-" + event.id()));
    telemetry.record(
        new Occurrence(
            Occurrence.Kind.APPROVAL_ANSWERED,
            Map.of(
                "postId", request.postId().value(),
                "requestId", request.requestId(),
                "eventId", event.id(),
                "traceId", request.trace().traceId(),
                "verdict", judgement.verdict().name())));
  }
}
