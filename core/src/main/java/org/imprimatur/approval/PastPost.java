package org.imprimatur.approval;

import java.time.Instant;
import java.util.Optional;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;

/**
 * What a policy may know of an earlier post. Times are UTC to the millisecond.
 *
 * @param id the post
 * @param authorId who wrote it
 * @param text its text
 * @param submittedAt when it was acknowledged
 * @param publishedAt when it became public, if it ever was
 * @param rejectedAt when it was decided against, if it was
 */
public record PastPost(
    PostId id,
    String authorId,
    Submission text,
    Instant submittedAt,
    Optional<Instant> publishedAt,
    Optional<Instant> rejectedAt) {

  /** A post on the board. */
  public static PastPost of(Post post) {
    return new PastPost(
        post.id(),
        post.author().id(),
        post.text(),
        post.submittedAt(),
        post.publishedAt(),
        post.decision().filter(d -> post.status() == Status.REJECTED).map(Decision::decidedAt));
  }

  /** A post that left the board. */
  public static PastPost of(ArchivedPost departed) {
    PastPost past = of(departed.post());
    return new PastPost(
        past.id(),
        past.authorId(),
        past.text(),
        past.submittedAt(),
        past.publishedAt(),
        departed.cause() == Cause.REJECTED ? Optional.of(departed.leftAt()) : past.rejectedAt());
  }
}
