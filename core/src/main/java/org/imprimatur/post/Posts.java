package org.imprimatur.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The posts on the board. Every write is one conditional write on one post: of writers that race,
 * exactly one succeeds and the others learn what stands. Each write that succeeds leaves exactly
 * one {@link Change} in the change stream, or none where it says so; both are durable when the
 * method returns, or its answer is there. Every read leaves out what has expired at {@code now},
 * swept or not.
 *
 * <p>A store has one way to write to a post that is there, {@link #update}; what people and
 * services do to posts are acts on top of it, the same over every store.
 *
 * <p>Implementations are thread-safe and safe across processes that share a store. A store that
 * cannot answer throws {@link StoreUnavailable}.
 */
public interface Posts {

  /**
   * Adds a post unless one of that id is there, expired or not. Leaves INSERTED, or PUBLISHED where
   * the post is.
   *
   * @return completes when that is durable, or fails with {@link StoreUnavailable}; what follows it
   *     must not wait for the store. A store that has its callers wait completes it before it
   *     returns
   */
  CompletableFuture<Addition> addAsync(Post post);

  /** {@link #addAsync}, waiting for it. */
  default Addition add(Post post) {
    return StoreUnavailable.await(addAsync(post));
  }

  /** The post of this id in any status. */
  Optional<Post> find(PostId id, Instant now);

  /**
   * The post of this id if it is public. What is hidden is not even read where a store can help
   * that, so that the time an answer takes does not tell it from what never was.
   */
  default Optional<Post> findPublic(PostId id, Instant now) {
    return find(id, now).filter(post -> post.isPublic(now));
  }

  /**
   * The post of this id in any status if it is of this author; of others as {@link #findPublic}.
   */
  default Optional<Post> findOf(PostId id, String authorId, Instant now) {
    return find(id, now).filter(post -> post.author().id().equals(authorId));
  }

  /**
   * Does {@code act} to the post of this id as it stands. What the act makes of it is written only
   * if nobody has written to the post meanwhile; otherwise the act is done again to what stands
   * then. So it may be done several times, and must have no effect but its result.
   *
   * @param act sees the post, which has not expired at {@code now}; a post it writes is the next
   *     version of the one it saw
   * @return what the act answered the last time; empty if there is no such post
   */
  <R> Optional<R> update(PostId id, Instant now, Function<Post, Step<R>> act);

  /** Removes a post whose status is {@link Status#leaving()}; a repeat does nothing. No change. */
  void remove(PostId id);

  /** PUBLISHED posts, the latest published first, then by id descending. */
  Page<PublicPost> published(PageRequest page, Instant now);

  /** An author's posts in any status, the latest submitted first, then by id descending. */
  Page<Post> byAuthor(String authorId, PageRequest page, Instant now);

  /**
   * The posts that wait for a moderator, the longest {@link Post#waitingSince waiting} first, then
   * by id ascending.
   */
  Page<Post> waiting(PageRequest page, Instant now);

  /** Up to {@code limit} posts whose {@link Post#due} has come, the longest due first. */
  List<Post> due(Instant now, int limit);

  /**
   * Records a decision if a text of the decision's revision waits for one. Leaves PUBLISHED,
   * CHANGES_REQUESTED or REJECTED; on a new text of an approved post UPDATED, CHANGES_REQUESTED or
   * REVISION_REJECTED.
   *
   * @param publishedUntil when the post expires if this publishes it
   */
  default Decided decide(PostId id, Decision decision, Instant now, Instant publishedUntil) {
    return update(id, now, post -> Deciding.step(post, decision, now, publishedUntil))
        .orElseGet(Decided.Gone::new);
  }

  /**
   * Takes a post back if it is not decided, or was sent back, and its author is {@code authorId}.
   * Leaves WITHDRAWN.
   */
  default Withdrawn withdraw(PostId id, String authorId, Instant now) {
    return update(id, now, post -> WithdrawPost.step(post, authorId)).orElse(Withdrawn.NOT_FOUND);
  }

  /**
   * Notes that the approval service is asked again if a text of this revision waits and was asked
   * about {@code next.times() - 1} times. Leaves no change.
   *
   * @return whether this call made the note
   */
  default boolean noteAsked(PostId id, int revision, Asking next, Instant now) {
    return update(id, now, post -> Deciding.asked(post, revision, next)).orElse(false);
  }

  /**
   * Notes why the approval service left a text to a person, if it waits and nothing was noted yet;
   * the service is not asked about it again. Leaves HELD.
   *
   * @return whether this call made the note
   */
  default boolean noteHeld(PostId id, int revision, List<HoldReason> reasons, Instant now) {
    return update(id, now, post -> Deciding.held(post, revision, reasons)).orElse(false);
  }

  /** The answer of {@link #add}. */
  sealed interface Addition {
    /** Follows the one branch that holds. */
    default <T> T fold(Function<Post, T> added, Function<Post, T> exists) {
      return this instanceof Added a
          ? added.apply(a.post())
          : exists.apply(((Exists) this).current());
    }

    /**
     * The post is on the board.
     *
     * @param post the post as stored
     */
    record Added(Post post) implements Addition {}

    /**
     * A post of this id was there before; nothing changed.
     *
     * @param current what stands
     */
    record Exists(Post current) implements Addition {}
  }

  /** The answer of {@link #decide}. */
  sealed interface Decided {
    /** Follows the one branch that holds. */
    default <T> T fold(
        Function<Post, T> applied,
        Function<Post, T> alreadyDecided,
        Function<Post, T> staleRevision,
        Function<Post, T> ownPost,
        Supplier<T> gone) {
      if (this instanceof Applied a) {
        return applied.apply(a.post());
      }
      if (this instanceof AlreadyDecided d) {
        return alreadyDecided.apply(d.current());
      }
      if (this instanceof StaleRevision s) {
        return staleRevision.apply(s.current());
      }
      return this instanceof OwnPost o ? ownPost.apply(o.current()) : gone.get();
    }

    /**
     * The decision stands.
     *
     * @param post the post as it is now
     */
    record Applied(Post post) implements Decided {}

    /**
     * The post was decided or withdrawn before; nothing changed.
     *
     * @param current what stands
     */
    record AlreadyDecided(Post current) implements Decided {}

    /**
     * The decision was about another revision; nothing changed.
     *
     * @param current what stands
     */
    record StaleRevision(Post current) implements Decided {}

    /**
     * The moderator wrote the post, and nobody decides on their own; nothing changed.
     *
     * @param current what stands
     */
    record OwnPost(Post current) implements Decided {}

    /** There is no such post on the board, or it has expired; nothing changed. */
    record Gone() implements Decided {}
  }

  /** The answer of {@link #withdraw}. */
  enum Withdrawn {
    /** The post is on its way to the archive. */
    DONE,
    /** It was decided or withdrawn before; nothing changed. */
    TOO_LATE,
    /** There is no such post of this author; nothing changed. */
    NOT_FOUND
  }
}
