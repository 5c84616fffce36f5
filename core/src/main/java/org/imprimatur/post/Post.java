package org.imprimatur.post;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.telemetry.Occurrence;

/**
 * A post on the board. All times are UTC to the millisecond.
 *
 * @param id its name, for ever
 * @param revision counts the texts it has had, from 1
 * @param text its title and body
 * @param author who wrote it
 * @param status where it stands
 * @param submittedAt when this revision was acknowledged
 * @param publishedAt when it became public; present exactly while PUBLISHED
 * @param expires when it leaves the board: at this instant it is no longer shown; whole seconds
 * @param decision the decision on this revision; present once decided
 * @param asking how often the approval service was asked
 * @param trace the request that submitted it
 */
public record Post(
    PostId id,
    int revision,
    Submission text,
    Author author,
    Status status,
    Instant submittedAt,
    Optional<Instant> publishedAt,
    Instant expires,
    Optional<Decision> decision,
    Asking asking,
    TraceParent trace) {

  /** Refuses a post whose status contradicts its times or its decision. */
  public Post {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
    if (publishedAt.isPresent() != (status == Status.PUBLISHED)) {
      throw new IllegalArgumentException("a publication time belongs to a published post");
    }
    if (decision.isPresent() != (status == Status.PUBLISHED || status == Status.REJECTED)) {
      throw new IllegalArgumentException("a decision belongs to a decided post");
    }
  }

  /** A new post that waits for a decision. */
  public static Post pending(
      PostId id,
      Submission text,
      Author author,
      Instant submittedAt,
      Instant expires,
      Asking asking,
      TraceParent trace) {
    return new Post(
        id,
        1,
        text,
        author,
        Status.PENDING,
        submittedAt,
        Optional.empty(),
        expires,
        Optional.empty(),
        asking,
        trace);
  }

  /** The title, untrusted text. */
  public String title() {
    return text.title();
  }

  /** The body, untrusted Markdown. */
  public String body() {
    return text.body();
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
   * This post as {@code decision} leaves it.
   *
   * @param at when the decision takes effect; the publication time of an approved post
   * @param publishedUntil when an approved post expires; a rejected one keeps its own time
   */
  public Post decided(Decision decision, Instant at, Instant publishedUntil) {
    boolean approved = decision.verdict() == Verdict.APPROVED;
    return new Post(
        id,
        revision,
        text,
        author,
        approved ? Status.PUBLISHED : Status.REJECTED,
        submittedAt,
        approved ? Optional.of(at) : Optional.empty(),
        approved ? publishedUntil : expires,
        Optional.of(decision),
        asking,
        trace);
  }

  /** This post taken back by its author. */
  public Post withdrawn() {
    return new Post(
        id,
        revision,
        text,
        author,
        Status.WITHDRAWN,
        submittedAt,
        Optional.empty(),
        expires,
        Optional.empty(),
        asking,
        trace);
  }

  /** Something that happened to this post, with its ids and {@code more} fields. */
  public Occurrence occurrence(Occurrence.Kind kind, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("postId", id.value());
    fields.put("revision", Integer.toString(revision));
    fields.put("requestId", id + "-" + revision);
    fields.put("traceId", trace.traceId());
    return new Occurrence(kind, fields);
  }

  /** This post with another account of how often the approval service was asked. */
  public Post asked(Asking asking) {
    return new Post(
        id,
        revision,
        text,
        author,
        status,
        submittedAt,
        publishedAt,
        expires,
        decision,
        asking,
        trace);
  }
}
