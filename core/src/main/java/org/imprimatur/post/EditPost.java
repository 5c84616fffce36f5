package org.imprimatur.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Takes another text for a post from its author. It is a new revision and waits for approval; of a
 * published post the approved text stays until the new one is approved.
 */
public final class EditPost {
  private final Posts posts;
  private final CheckAllowance allowance;
  private final Lifetime lifetime;
  private final Duration patience;
  private final Clock clock;

  /**
   * Edits in {@code posts}.
   *
   * @param allowance says how much an author may hand in within a time
   * @param lifetime how long an undecided post stays, counted again from its new text
   * @param patience how long the approval service may be silent before it is asked again
   */
  public EditPost(
      Posts posts, CheckAllowance allowance, Lifetime lifetime, Duration patience, Clock clock) {
    this.posts = posts;
    this.allowance = allowance;
    this.lifetime = lifetime;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Hands in a title and a body as typed.
   *
   * @param seen the number of the latest text the author knew; another there is now wins. A repeat
   *     of the same text is answered as the first was
   */
  public Edited edit(
      PostId id, String authorId, int seen, String title, String body, TraceParent trace) {
    return Submission.check(title, body)
        .fold(text -> edit(id, authorId, seen, text, trace), Edited.Invalid::new);
  }

  private Edited edit(PostId id, String authorId, int seen, Submission text, TraceParent trace) {
    return allowance
        .takeForOtherText(authorId)
        .fold(
            () -> handIn(id, authorId, seen, text, trace),
            Edited.LimitReached::new,
            Edited.LimitReached::new);
  }

  private Edited handIn(PostId id, String authorId, int seen, Submission text, TraceParent trace) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Asking asking = new Asking(1, Optional.of(now.plus(patience)));
    IntFunction<Revision> waiting = number -> Revision.waiting(number, text, now, trace, asking);
    return posts
        .update(
            id,
            now,
            post ->
                post.author().id().equals(authorId)
                    ? step(post, seen, text, waiting)
                    : Step.<Edited>none(new Edited.NotFound()))
        .orElseGet(Edited.NotFound::new);
  }

  private Step<Edited> step(Post post, int seen, Submission text, IntFunction<Revision> waiting) {
    if (post.status().leaving()) {
      return Step.none(new Edited.TooLate(post));
    }
    if (post.latest().text().equals(text)) {
      return Step.none(new Edited.Accepted(post));
    }
    if (post.latest().number() != seen) {
      return Step.none(new Edited.Stale(post));
    }
    Revision next = waiting.apply(numberAfter(post));
    Post edited = post.status().approved() ? proposed(post, next) : replaced(post, next);
    return Step.to(edited, Change.Kind.REVISED, new Edited.Accepted(edited));
  }

  /**
   * A number that no text of this post ever had, also none that was dropped: a decision on that one
   * must not find another under its number. Versions only grow, and each text took one.
   */
  private static int numberAfter(Post post) {
    int next = post.latest().number() + 1;
    return post.status().approved() ? Math.max(next, post.version()) : next;
  }

  private static Post proposed(Post post, Revision next) {
    return post.next().proposal(Optional.of(next)).earlier(post.latest().text()).post();
  }

  private Post replaced(Post post, Revision next) {
    return post.next()
        .status(Status.PENDING)
        .current(next)
        .earlier(post.text())
        .expires(lifetime.from(next.submittedAt()))
        .post();
  }

  /** The answer of {@link #edit}. */
  public sealed interface Edited {
    /** Follows the one branch that holds. */
    default <T> T fold(
        Function<Post, T> accepted,
        Function<List<Violation>, T> invalid,
        Function<Post, T> stale,
        Function<Post, T> tooLate,
        Function<Allowance, T> limitReached,
        Supplier<T> notFound) {
      if (this instanceof Accepted a) {
        return accepted.apply(a.post());
      }
      if (this instanceof Invalid i) {
        return invalid.apply(i.violations());
      }
      if (this instanceof Stale s) {
        return stale.apply(s.current());
      }
      if (this instanceof LimitReached l) {
        return limitReached.apply(l.allowance());
      }
      return this instanceof TooLate t ? tooLate.apply(t.current()) : notFound.get();
    }

    /**
     * The text is the post's latest, now or since before.
     *
     * @param post the post as it stands
     */
    record Accepted(Post post) implements Edited {}

    /**
     * The text may not stand; nothing was kept.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements Edited {
      /** Keeps its own copy. */
      public Invalid {
        violations = List.copyOf(violations);
      }
    }

    /**
     * There is a newer text than the author knew; nothing was kept.
     *
     * @param current the post as it stands
     */
    record Stale(Post current) implements Edited {}

    /**
     * The post is leaving the board; nothing was kept.
     *
     * @param current the post as it stands
     */
    record TooLate(Post current) implements Edited {}

    /**
     * The author has handed in too much; nothing was kept.
     *
     * @param allowance why not, and until when
     */
    record LimitReached(Allowance allowance) implements Edited {}

    /** There is no such post of this author on the board; nothing was kept. */
    record NotFound() implements Edited {}
  }
}
