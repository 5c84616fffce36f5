package org.imprimatur.post;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.post.Posts.Withdrawn;

/**
 * Lets an author take back what is not decided yet, or was sent back: a whole post, whose text goes
 * to the archive, or the new text of a published one.
 */
public final class WithdrawPost {
  private final Posts posts;
  private final Clock clock;

  /** Withdraws from {@code posts}. */
  public WithdrawPost(Posts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  /** Withdraws a post of this author. */
  public Withdrawn withdraw(PostId id, String authorId) {
    return posts.withdraw(id, authorId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  static Step<Withdrawn> step(Post post, String authorId) {
    if (!post.author().id().equals(authorId)) {
      return Step.none(Withdrawn.NOT_FOUND);
    }
    if (post.status() == Status.PENDING || post.status() == Status.CHANGES_REQUESTED) {
      return Step.to(post.withdrawn(), Change.Kind.WITHDRAWN, Withdrawn.DONE);
    }
    if (post.status().approved() && post.proposal().isPresent()) {
      Post without = post.next().proposal(Optional.empty()).post();
      return Step.to(without, Change.Kind.REVISION_WITHDRAWN, Withdrawn.DONE);
    }
    return Step.none(Withdrawn.TOO_LATE);
  }
}
