package org.imprimatur;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Step;

/**
 * Does what falls due on posts and no event brings: asks the approval service again where it has
 * been silent, and notes that a post will expire soon, so that its author is told.
 */
public final class DuePosts {
  private final Posts posts;
  private final RequestApproval requestApproval;
  private final Clock clock;

  /** Attends to {@code posts}. */
  public DuePosts(Posts posts, RequestApproval requestApproval, Clock clock) {
    this.posts = posts;
    this.requestApproval = requestApproval;
    this.clock = clock;
  }

  /**
   * Attends to up to {@code limit} posts. Safe to run in several places at once: each post is
   * attended to by one of them.
   *
   * @return how many this call attended to
   */
  public int attend(int limit) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return (int) posts.due(now, limit).stream().filter(post -> attend(post, now)).count();
  }

  private boolean attend(Post post, Instant now) {
    boolean asked = requestApproval.again(post, now);
    boolean reminded = posts.update(post.id(), now, p -> remind(p, now)).orElse(false);
    return asked || reminded;
  }

  private static Step<Boolean> remind(Post post, Instant now) {
    boolean due = post.remindAt().filter(at -> !at.isAfter(now)).isPresent();
    return due && post.status().approved()
        ? Step.to(post.reminded(), Change.Kind.EXPIRING, true)
        : Step.none(false);
  }
}
