package org.imprimatur.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Asks the approval service about pending posts: once when they come in, and again, at growing
 * intervals, while it stays silent. After {@value #MAX_TIMES} times a person has to decide.
 */
public final class RequestApproval {
  /** How often the service is asked about one revision at most. */
  public static final int MAX_TIMES = 8;

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  private final Posts posts;
  private final EventBus bus;
  private final Clock clock;
  private final Duration patience;
  private final Telemetry telemetry;

  /**
   * Asks over {@code bus} about {@code posts}.
   *
   * @param patience how long the first silence may last; doubles each time, up to six hours
   */
  public RequestApproval(
      Posts posts, EventBus bus, Clock clock, Duration patience, Telemetry telemetry) {
    this.posts = posts;
    this.bus = bus;
    this.clock = clock;
    this.patience = patience;
    this.telemetry = telemetry;
  }

  /** Asks about the text of a post that has just come in. */
  public void firstTime(Post post) {
    ask(post, 1);
  }

  /**
   * Asks again about a post if the text that waits has waited long enough. Safe to run in several
   * places at once: one of them asks.
   *
   * @return whether this call asked
   */
  public boolean again(Post post, Instant now) {
    return post.waiting()
        .filter(text -> text.asking().next().filter(next -> !next.isAfter(now)).isPresent())
        .filter(text -> askAgain(post, text, now))
        .isPresent();
  }

  private boolean askAgain(Post post, Revision text, Instant now) {
    Asking next = next(text.asking(), now);
    boolean ours = posts.noteAsked(post.id(), text.number(), next, now);
    if (ours) {
      ask(post, next.times());
    }
    return ours;
  }

  private Asking next(Asking last, Instant now) {
    int times = last.times() + 1;
    if (times >= MAX_TIMES) {
      return new Asking(times, Optional.empty());
    }
    Duration wait = patience.multipliedBy(1L << (times - 1));
    return new Asking(
        times, Optional.of(now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)));
  }

  private void ask(Post post, int times) {
    ApprovalRequest request = ApprovalRequest.about(post);
    Event event =
        ApprovalEvents.write(
            request,
            "request-" + request.requestId() + "-" + times,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    bus.publish(event);
    telemetry.record(
        post.occurrence(
            Occurrence.Kind.APPROVAL_REQUESTED,
            Map.of(
                "eventId", event.id(),
                "requestId", request.requestId(),
                "times", Integer.toString(times))));
  }
}
