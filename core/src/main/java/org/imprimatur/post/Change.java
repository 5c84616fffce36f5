package org.imprimatur.post;

import java.time.Instant;

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
    /** It was approved. */
    PUBLISHED,
    /** It was rejected. */
    REJECTED,
    /** Its author took it back. */
    WITHDRAWN,
    /** Its time was over and it was removed. */
    EXPIRED;

    /** What a decision made of a post that is now {@code decided}. */
    public static Kind of(Post decided) {
      return decided.status() == Status.PUBLISHED ? PUBLISHED : REJECTED;
    }
  }

  /** The same for the same change of the same revision, however often it is delivered. */
  public String id() {
    return post.id() + "-" + post.revision() + "-" + kind;
  }
}
