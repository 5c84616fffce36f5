package org.imprimatur.post;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.post.Posts.Decided;

/**
 * Lets a moderator look again at a post that was approved, because readers reported it or because
 * the decision was wrong: it stays, or it is taken down and goes to the archive. Each is a new
 * decision; the one before is not edited.
 */
public final class ReviewPublished {
  private final Posts posts;
  private final Clock clock;

  /** Reviews in {@code posts}. */
  public ReviewPublished(Posts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  /**
   * Decides again on the text that stands. Leaves KEPT, with the reports settled and the post in
   * sight, or REJECTED.
   *
   * @param revision the text the moderator saw
   * @param settled how many reports had been {@link ReportCase#settled looked at} when the
   *     moderator looked; more by now are another moderator's decision, which stands
   * @param stays whether it stays
   * @param reason why, for the author
   * @return applied; or already decided where the post is not an approved one, or somebody has
   *     looked at its reports meanwhile; or stale
   */
  public Decided review(
      PostId id,
      int revision,
      int settled,
      boolean stays,
      Optional<String> reason,
      Decider moderator) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Verdict verdict = stays ? Verdict.APPROVED : Verdict.REJECTED;
    Decision decision = new Decision(verdict, reason, moderator, now, revision);
    return posts
        .update(id, now, post -> step(post, settled, decision))
        .orElseGet(Decided.Gone::new);
  }

  private static Step<Decided> step(Post post, int settled, Decision decision) {
    if (!post.status().approved() || post.reports().settled() != settled) {
      return Step.none(new Decided.AlreadyDecided(post));
    }
    if (decision.decider().wrote(post)) {
      return Step.none(new Decided.OwnPost(post));
    }
    if (post.revision() != decision.revision()) {
      return Step.none(new Decided.StaleRevision(post));
    }
    boolean stays = decision.verdict() == Verdict.APPROVED;
    Post reviewed =
        post.next()
            .current(post.current().decided(decision))
            .reports(post.reports().settle())
            .status(stays ? Status.PUBLISHED : Status.REJECTED)
            .post();
    Change.Kind kind = stays ? Change.Kind.KEPT : Change.Kind.REJECTED;
    return Step.to(reviewed, kind, new Decided.Applied(reviewed));
  }
}
