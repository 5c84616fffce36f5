package org.imprimatur.post;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.telemetry.Occurrence;

/**
 * A post on the board. All times are UTC to the millisecond.
 *
 * @param id its name, for ever
 * @param author who wrote it
 * @param status where it stands
 * @param current the text that stands: the public one once it was approved
 * @param proposal a newer text of an approved post: waiting for a decision, or decided against and
 *     kept for its author
 * @param earlier the text before the one that is to be judged, or was judged last
 * @param submittedAt when the post was first acknowledged; never changes
 * @param publishedAt when it became public; never changes from then on
 * @param expires when it leaves the board: at this instant it is no longer shown; whole seconds
 * @param remindAt when its author is to be told that it will expire; empty once told
 * @param reports what readers hold against it
 * @param version counts the writes it has seen, from 1
 */
public record Post(
    PostId id,
    Author author,
    Status status,
    Revision current,
    Optional<Revision> proposal,
    Optional<Submission> earlier,
    Instant submittedAt,
    Optional<Instant> publishedAt,
    Instant expires,
    Optional<Instant> remindAt,
    ReportCase reports,
    int version) {

  /** How long before its end the author of a published post is told. */
  public static final Duration REMINDER = Duration.ofDays(3);

  /** Refuses a post whose status contradicts its times, its decision or its proposal. */
  public Post {
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
    if (status.approved() && publishedAt.isEmpty()) {
      throw new IllegalArgumentException("an approved post has a publication time");
    }
    boolean undecided = status == Status.PENDING || status == Status.WITHDRAWN;
    if (!undecided && current.decision().isEmpty()) {
      throw new IllegalArgumentException("a decided post has its decision");
    }
    if (status == Status.PENDING && current.decision().isPresent()) {
      throw new IllegalArgumentException("a pending post is not decided");
    }
    if (proposal.filter(p -> p.number() <= current.number()).isPresent()) {
      throw new IllegalArgumentException("a proposal is newer than the text that stands");
    }
    if (proposal.isPresent() && publishedAt.isEmpty()) {
      throw new IllegalArgumentException("a proposal belongs to a post that was published");
    }
  }

  /** A new post that waits for a decision. */
  public static Post pending(PostId id, Author author, Revision first, Instant expires) {
    return new Post(
        id,
        author,
        Status.PENDING,
        first,
        Optional.empty(),
        Optional.empty(),
        first.submittedAt(),
        Optional.empty(),
        expires,
        Optional.empty(),
        ReportCase.NONE,
        1);
  }

  /**
   * A new post with the text that stands, approved by {@code decision} and public from {@code at}.
   */
  public Post again(PostId id, Decision decision, Instant at, Instant expires) {
    Decision first =
        new Decision(
            decision.verdict(), decision.reason(), decision.decider(), decision.decidedAt(), 1);
    Asking asked = new Asking(1, Optional.empty());
    return new Post(
        id,
        author,
        Status.PUBLISHED,
        Revision.waiting(1, text(), at, trace(), asked).decided(first),
        Optional.empty(),
        Optional.empty(),
        at,
        Optional.of(at),
        expires,
        reminder(expires).filter(at::isBefore),
        ReportCase.NONE,
        1);
  }

  /** The number of the text that stands. */
  public int revision() {
    return current.number();
  }

  /** The text that stands. */
  public Submission text() {
    return current.text();
  }

  /** The title that stands, untrusted text. */
  public String title() {
    return current.text().title();
  }

  /** The body that stands, untrusted Markdown. */
  public String body() {
    return current.text().body();
  }

  /** The decision on the text that stands. */
  public Optional<Decision> decision() {
    return current.decision();
  }

  /** The request that submitted the latest text. */
  public TraceParent trace() {
    return latest().trace();
  }

  /** The newest text, be it a proposal. */
  public Revision latest() {
    return proposal.orElse(current);
  }

  /** The text that waits for a decision. */
  public Optional<Revision> waiting() {
    if (status == Status.PENDING) {
      return Optional.of(current);
    }
    return status.approved() ? proposal.filter(p -> p.decision().isEmpty()) : Optional.empty();
  }

  /** Since when it has been waiting for a moderator, with a text or with reports. */
  public Optional<Instant> waitingSince() {
    Optional<Instant> text = waiting().map(Revision::submittedAt);
    Optional<Instant> reported = status.approved() ? reports.escalatedAt() : Optional.empty();
    return Stream.of(text, reported).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** When something has to be done about it that no event brings. */
  public Optional<Instant> due() {
    Optional<Instant> ask = waiting().flatMap(revision -> revision.asking().next());
    Optional<Instant> remind = status.approved() ? remindAt : Optional.empty();
    return Stream.of(ask, remind).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Whether it has left the board at {@code now}, whether or not it was swept away yet. */
  public boolean expired(Instant now) {
    return !now.isBefore(expires);
  }

  /** Whether everyone may read it at {@code now}. */
  public boolean isPublic(Instant now) {
    return status == Status.PUBLISHED && !expired(now);
  }

  /**
   * This post, pending, as a decision on its text leaves it.
   *
   * @param at when the decision takes effect; the publication time of an approved post
   * @param publishedUntil when an approved post expires; another keeps its own time
   */
  public Post decided(Decision decision, Instant at, Instant publishedUntil) {
    NextPost next = next().current(current.decided(decision));
    return switch (decision.verdict()) {
      case APPROVED ->
          next.status(Status.PUBLISHED)
              .publishedAt(Optional.of(at))
              .expires(publishedUntil)
              .remindAt(reminder(publishedUntil).filter(at::isBefore))
              .post();
      case CHANGES_REQUESTED -> next.status(Status.CHANGES_REQUESTED).post();
      case REJECTED -> next.status(Status.REJECTED).post();
    };
  }

  /** When the author of a post that expires at {@code expires} is to be told. */
  static Optional<Instant> reminder(Instant expires) {
    return Optional.of(expires.minus(REMINDER));
  }

  /** This post taken back by its author. */
  public Post withdrawn() {
    return next().status(Status.WITHDRAWN).post();
  }

  /** This post taken off the board because its author leaves, and nobody's from now on. */
  public Post withdrawn(Pseudonym author) {
    return next().without(author).status(Status.WITHDRAWN).post();
  }

  /**
   * This approved post, nobody's from now on, without a newer text that nobody would answer for.
   */
  public Post abandoned(Pseudonym author) {
    return next().without(author).proposal(Optional.empty()).post();
  }

  /** This post with another account of how often the approval service was asked. */
  public Post asked(Asking asking) {
    return onWaiting(waiting().orElse(current).asked(asking));
  }

  /** This post with the reasons why the approval service left the text that waits to a person. */
  public Post held(List<HoldReason> reasons) {
    return onWaiting(waiting().orElse(current).held(reasons));
  }

  /** This post after its author was told that it will expire. */
  public Post reminded() {
    return next().remindAt(Optional.empty()).post();
  }

  /** This post without a trace of who reported it; what was reported stays. */
  public Post withoutReporters() {
    return reports.equals(ReportCase.NONE) ? this : next().reports(reports.anonymous()).post();
  }

  /**
   * This post with a pseudonym wherever a person is named who left: as its author, as a moderator
   * who decided on it, as a reader who reported it. The same post where they are not named.
   */
  public Post without(Pseudonym person) {
    Post next = next().without(person).post();
    boolean named =
        !next.author.equals(author)
            || !next.current.equals(current)
            || !next.proposal.equals(proposal)
            || !next.reports.equals(reports);
    return named ? next : this;
  }

  /** As a change tells of it, which is of one version for ever. */
  Post sameVersionWithout(Pseudonym person) {
    return next().without(person).post(version);
  }

  private Post onWaiting(Revision revision) {
    return status == Status.PENDING
        ? next().current(revision).post()
        : next().proposal(Optional.of(revision)).post();
  }

  NextPost next() {
    return new NextPost(this);
  }

  /** Something that happened to this post, with its ids and {@code more} fields. */
  public Occurrence occurrence(Occurrence.Kind kind, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("postId", id.value());
    fields.put("revision", Integer.toString(latest().number()));
    fields.put("requestId", id + "-" + latest().number());
    fields.put("traceId", trace().traceId());
    return new Occurrence(kind, fields);
  }
}
