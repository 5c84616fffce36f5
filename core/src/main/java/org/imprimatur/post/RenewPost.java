package org.imprimatur.post;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has a published post stay for another lifetime, counted from now. Its text was approved and is
 * the same, so nobody has to approve it again.
 */
public final class RenewPost {
  private final Posts posts;
  private final Lifetime lifetime;
  private final Clock clock;

  /** Renews in {@code posts}. */
  public RenewPost(Posts posts, Lifetime lifetime, Clock clock) {
    this.posts = posts;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Renews a public post of this author; a repeat within a second changes nothing. */
  public Renewed renew(PostId id, String authorId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return posts
        .update(id, now, post -> step(post, authorId, lifetime.from(now)))
        .orElseGet(Renewed.NotFound::new);
  }

  private static Step<Renewed> step(Post post, String authorId, Instant until) {
    if (!post.author().id().equals(authorId)) {
      return Step.none(new Renewed.NotFound());
    }
    if (post.status() != Status.PUBLISHED) {
      return Step.none(new Renewed.NotPublic(post));
    }
    if (!until.isAfter(post.expires())) {
      return Step.none(new Renewed.Done(post));
    }
    Post renewed = post.next().expires(until).remindAt(Post.reminder(until)).post();
    return Step.to(renewed, Change.Kind.RENEWED, new Renewed.Done(renewed));
  }

  /** The answer of {@link #renew}. */
  public sealed interface Renewed {
    /** Follows the one branch that holds. */
    default <T> T fold(Function<Post, T> done, Function<Post, T> notPublic, Supplier<T> notFound) {
      if (this instanceof Done d) {
        return done.apply(d.post());
      }
      return this instanceof NotPublic n ? notPublic.apply(n.current()) : notFound.get();
    }

    /**
     * The post stays until its new end.
     *
     * @param post the post as it stands
     */
    record Done(Post post) implements Renewed {}

    /**
     * The post is not public; nothing changed.
     *
     * @param current the post as it stands
     */
    record NotPublic(Post current) implements Renewed {}

    /** There is no such post of this author on the board; nothing changed. */
    record NotFound() implements Renewed {}
  }
}
