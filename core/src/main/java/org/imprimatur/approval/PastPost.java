package org.imprimatur.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;

/**
 * What a policy may know of an earlier post. Times are UTC to the millisecond.
 *
 * @param id the post
 * @param authorId who wrote it
 * @param texts the text that stands, then a newer one if there is one
 * @param submittedAt when it was first acknowledged; where it is known only as the public sees it,
 *     when its text was
 * @param publishedAt when it became public, if it did and was not taken down
 * @param rejectedAt when a text of it was last decided against, or it was taken down
 */
public record PastPost(
    PostId id,
    String authorId,
    List<Text> texts,
    Instant submittedAt,
    Optional<Instant> publishedAt,
    Optional<Instant> rejectedAt) {

  /** Keeps its own copy. */
  public PastPost {
    texts = List.copyOf(texts);
  }

  /** A post on the board. */
  public static PastPost of(Post post) {
    return of(post, Optional.empty());
  }

  /** A post on the board as the public sees it: the text that stands and no other. */
  public static PastPost of(PublicPost post) {
    return new PastPost(
        post.id(),
        post.author().id(),
        List.of(new Text(post.text(), post.submittedAt())),
        post.submittedAt(),
        Optional.of(post.publishedAt()),
        Optional.empty());
  }

  /** A post that left the board. */
  public static PastPost of(ArchivedPost departed) {
    boolean rejected = departed.cause() == Cause.REJECTED;
    return of(departed.post(), rejected ? Optional.of(departed.leftAt()) : Optional.empty());
  }

  private static PastPost of(Post post, Optional<Instant> leftRejected) {
    List<Revision> revisions =
        Stream.concat(Stream.of(post.current()), post.proposal().stream()).toList();
    Stream<Instant> rejections =
        revisions.stream()
            .flatMap(revision -> revision.decision().stream())
            .filter(decision -> decision.verdict() == Verdict.REJECTED)
            .map(Decision::decidedAt);
    return new PastPost(
        post.id(),
        post.author().id(),
        revisions.stream().map(r -> new Text(r.text(), r.submittedAt())).toList(),
        post.submittedAt(),
        post.publishedAt().filter(at -> post.status() != Status.REJECTED),
        Stream.concat(rejections, leftRejected.stream()).max(Instant::compareTo));
  }

  /**
   * One of its texts.
   *
   * @param text what it says
   * @param submittedAt when it was acknowledged
   */
  public record Text(Submission text, Instant submittedAt) {}
}
