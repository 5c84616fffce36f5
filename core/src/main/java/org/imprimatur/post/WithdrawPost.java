package org.imprimatur.post;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Lets an author take back a post that is not decided yet; its text goes to the archive. */
public final class WithdrawPost {
  private final Posts posts;
  private final Clock clock;

  /** Withdraws from {@code posts}. */
  public WithdrawPost(Posts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  /** Withdraws a pending post of this author. */
  public Posts.Withdrawn withdraw(PostId id, String authorId) {
    return posts.withdraw(id, authorId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
