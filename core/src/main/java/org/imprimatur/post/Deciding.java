package org.imprimatur.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Posts.Decided;

/** What decisions, and what approval services say without deciding, make of a post. */
final class Deciding {
  private Deciding() {}

  static Step<Decided> step(Post post, Decision decision, Instant now, Instant publishedUntil) {
    if (post.waiting().filter(text -> text.number() == decision.revision()).isEmpty()) {
      return Step.none(refused(post, decision));
    }
    if (decision.decider().wrote(post)) {
      return Step.none(new Decided.OwnPost(post));
    }
    if (post.status() == Status.PENDING) {
      Post decided = post.decided(decision, now, publishedUntil);
      return Step.to(decided, kind(decision), new Decided.Applied(decided));
    }
    return onProposal(post, post.latest().decided(decision), decision);
  }

  private static Decided refused(Post post, Decision decision) {
    return post.waiting().isPresent() && post.latest().number() != decision.revision()
        ? new Decided.StaleRevision(post)
        : new Decided.AlreadyDecided(post);
  }

  private static Change.Kind kind(Decision decision) {
    return switch (decision.verdict()) {
      case APPROVED -> Change.Kind.PUBLISHED;
      case CHANGES_REQUESTED -> Change.Kind.CHANGES_REQUESTED;
      case REJECTED -> Change.Kind.REJECTED;
    };
  }

  /**
   * The approved text stays until another is: where it is public it stays public, and no longer.
   */
  private static Step<Decided> onProposal(Post post, Revision decided, Decision decision) {
    if (decision.verdict() == Verdict.APPROVED) {
      Post updated =
          post.next().current(decided).earlier(post.text()).proposal(Optional.empty()).post();
      return Step.to(updated, Change.Kind.UPDATED, new Decided.Applied(updated));
    }
    Post kept = post.next().proposal(Optional.of(decided)).post();
    Change.Kind kind =
        decision.verdict() == Verdict.REJECTED
            ? Change.Kind.REVISION_REJECTED
            : Change.Kind.CHANGES_REQUESTED;
    return Step.to(kept, kind, new Decided.Applied(kept));
  }

  static Step<Boolean> asked(Post post, int revision, Asking next) {
    return post.waiting()
        .filter(text -> text.number() == revision)
        .filter(text -> text.asking().times() == next.times() - 1)
        .map(text -> Step.quietly(post.asked(next), true))
        .orElseGet(() -> Step.none(false));
  }

  static Step<Boolean> held(Post post, int revision, List<HoldReason> reasons) {
    return post.waiting()
        .filter(text -> text.number() == revision)
        .filter(text -> text.held().isEmpty())
        .map(text -> Step.to(post.held(reasons), Change.Kind.HELD, true))
        .orElseGet(() -> Step.none(false));
  }
}
