package org.imprimatur.post;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the change stream: what happened to a post, with the post as it was then. Delivered
 * at least once, in no promised order; handling one twice must end as handling it once.
 *
 * @param kind what happened
 * @param post the post after the change, or before it where the change removed the post
 * @param at when it happened
 */
public record Change(Kind kind, Post post, Instant at) {
  /** What can happen to a post. */
  public enum Kind {
    /** It was submitted and waits for approval. */
    INSERTED,
    /** Its author handed in another text, which waits for approval. */
    REVISED,
    /** The approval service left the text that waits to a person. */
    HELD,
    /** It was approved. */
    PUBLISHED,
    /** A new text of a published post was approved and has taken the place of the old. */
    UPDATED,
    /** The text that waited was sent back to its author. */
    CHANGES_REQUESTED,
    /** A new text of a published post was decided against; the old one stays. */
    REVISION_REJECTED,
    /** Its author dropped the new text of a published post; the old one stays. */
    REVISION_WITHDRAWN,
    /** It was rejected, or taken down after it had been published. */
    REJECTED,
    /** Its author took it back. */
    WITHDRAWN,
    /** A reader reported it. */
    REPORTED,
    /** A reader reported it, and it is out of sight until a moderator has looked. */
    HIDDEN,
    /** A moderator has looked at the reports, and it stays. */
    KEPT,
    /** Its author had it stay longer. */
    RENEWED,
    /** It will expire soon. */
    EXPIRING,
    /** Its time was over and it was removed. */
    EXPIRED
  }

  /**
   * What a post leaves where it moves in from another board: a text that waits has to be asked
   * about here; for everything else, what follows from it has happened where it comes from.
   */
  public static Optional<Change> ofArrival(Post post) {
    return post.waiting()
        .map(
            text ->
                new Change(
                    text.number() == 1 ? Kind.INSERTED : Kind.REVISED, post, text.submittedAt()));
  }

  /** What a new post leaves. */
  public static Change ofAddition(Post post) {
    Kind kind = post.status() == Status.PUBLISHED ? Kind.PUBLISHED : Kind.INSERTED;
    return new Change(kind, post, post.submittedAt());
  }

  /** This change with a pseudonym wherever its post names a person who left. */
  public Change without(Pseudonym person) {
    return new Change(kind, post.sameVersionWithout(person), at);
  }

  /** The same for the same change, however often it is delivered. */
  public String id() {
    return post.id() + "-" + post.version() + "-" + kind;
  }

  /** {@link #id} as 32 hexadecimal digits, a name for what follows from the change. */
  public String hash() {
    return Hash.of(id());
  }
}
