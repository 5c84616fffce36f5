package org.imprimatur.archive;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Verdict;

/**
 * Brings departed posts back as new ones that are public at once: for their author, when the text
 * was approved and has only expired; for a moderator, when a rejection was wrong. The archive keeps
 * what it has, and each departed post comes back at most once.
 */
public final class RestorePost {
  private final Posts posts;
  private final Archive archive;
  private final Lifetime lifetime;
  private final Clock clock;

  /** Restores from {@code archive} to {@code posts}. */
  public RestorePost(Posts posts, Archive archive, Lifetime lifetime, Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Brings back an author's own post that was public until it expired, with the same approval. */
  public Restored renew(PostId departed, String authorId) {
    return archive
        .find(departed)
        .filter(found -> found.post().author().id().equals(authorId))
        .map(
            found ->
                expiredInPublic(found)
                    ? add(found, (post, now) -> post.decision().orElseThrow())
                    : new Restored.NotEligible(found))
        .orElseGet(Restored.NotFound::new);
  }

  /**
   * Approves a post after all that was rejected, or taken down.
   *
   * @param moderator who decides; not on a post of their own
   */
  public Restored approve(PostId departed, Optional<String> reason, Decider moderator) {
    return archive
        .find(departed)
        .map(
            found -> {
              if (moderator.id().equals(found.post().author().id())) {
                return new Restored.OwnPost(found);
              }
              return found.cause() == Cause.REJECTED
                  ? add(found, (post, now) -> approval(reason, moderator, now))
                  : new Restored.NotEligible(found);
            })
        .orElseGet(Restored.NotFound::new);
  }

  private static boolean expiredInPublic(ArchivedPost departed) {
    return departed.cause() == Cause.EXPIRED && departed.post().status().approved();
  }

  private static Decision approval(Optional<String> reason, Decider moderator, Instant now) {
    return new Decision(Verdict.APPROVED, reason, moderator, now, 1);
  }

  private Restored add(ArchivedPost found, BiFunction<Post, Instant, Decision> decide) {
    Post departed = found.post();
    PostId id = PostIds.after(departed.id());
    if (archive.find(id).isPresent()) {
      return new Restored.NotEligible(found);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Post again = departed.again(id, decide.apply(departed, now), now, lifetime.from(now));
    return posts.add(again).fold(Restored.Done::new, Restored.Done::new);
  }

  /** The answer of both ways back. */
  public sealed interface Restored {
    /** Follows the one branch that holds. */
    default <T> T fold(
        Function<Post, T> done,
        Function<ArchivedPost, T> notEligible,
        Function<ArchivedPost, T> ownPost,
        Supplier<T> notFound) {
      if (this instanceof Done d) {
        return done.apply(d.post());
      }
      if (this instanceof NotEligible n) {
        return notEligible.apply(n.departed());
      }
      return this instanceof OwnPost o ? ownPost.apply(o.departed()) : notFound.get();
    }

    /**
     * It is back, now or since it was first brought back.
     *
     * @param post the new post as it stands
     */
    record Done(Post post) implements Restored {}

    /**
     * It left for another reason, or came back before and has left again; nothing changed.
     *
     * @param departed what the archive has
     */
    record NotEligible(ArchivedPost departed) implements Restored {}

    /**
     * The moderator wrote it, and nobody decides on their own; nothing changed.
     *
     * @param departed what the archive has
     */
    record OwnPost(ArchivedPost departed) implements Restored {}

    /** The archive has no such post, or not of this author; nothing changed. */
    record NotFound() implements Restored {}
  }
}
