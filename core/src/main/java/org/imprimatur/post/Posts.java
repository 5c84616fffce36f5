package org.imprimatur.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The posts on the board. Every write is one conditional write on one post: of writers that race,
 * exactly one succeeds and the others learn what stands. Each write that succeeds leaves exactly
 * one {@link Change} in the change stream, or none where it says so; both are durable when the
 * method returns. Every read leaves out what has expired at {@code now}, swept or not.
 *
 * <p>Implementations are thread-safe and safe across processes that share a store. A store that
 * cannot answer throws {@link StoreUnavailable}.
 */
public interface Posts {

  /** Adds a post unless one of that id is there, expired or not. Leaves INSERTED. */
  Addition add(Post post);

  /** The post of this id in any status. */
  Optional<Post> find(PostId id, Instant now);

  /**
   * Records a decision if the post is PENDING, of the decision's revision and not expired at {@code
   * now}. Leaves PUBLISHED or REJECTED.
   *
   * @param publishedUntil when the post expires if this publishes it
   */
  Decided decide(PostId id, Decision decision, Instant now, Instant publishedUntil);

  /**
   * Takes a post back if it is PENDING, not expired at {@code now} and its author is {@code
   * authorId}. Leaves WITHDRAWN.
   */
  Withdrawn withdraw(PostId id, String authorId, Instant now);

  /**
   * Notes that the approval service is asked again if the post is PENDING, of this revision and was
   * asked {@code next.times() - 1} times. Leaves no change.
   *
   * @return whether this call made the note
   */
  boolean noteAsked(PostId id, int revision, Asking next);

  /** Removes a post whose status is {@link Status#leaving()}; a repeat does nothing. No change. */
  void remove(PostId id);

  /** PUBLISHED posts, the latest published first, then by id descending. */
  Page<Post> published(PageRequest page, Instant now);

  /** An author's posts in any status, the latest submitted first, then by id descending. */
  Page<Post> byAuthor(String authorId, PageRequest page, Instant now);

  /** PENDING posts, the earliest submitted first, then by id ascending. */
  Page<Post> pending(PageRequest page, Instant now);

  /** Up to {@code limit} PENDING posts whose time to ask again has come, the longest due first. */
  List<Post> dueToAsk(Instant now, int limit);

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
        Supplier<T> gone) {
      if (this instanceof Applied a) {
        return applied.apply(a.post());
      }
      if (this instanceof AlreadyDecided d) {
        return alreadyDecided.apply(d.current());
      }
      return this instanceof StaleRevision s ? staleRevision.apply(s.current()) : gone.get();
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

    /** There is no such post on the board, or it has expired; nothing changed. */
    record Gone() implements Decided {}

    /** What a decision on {@code current} at {@code now} comes to, where it does not apply. */
    static Decided refused(Optional<Post> current, Decision decision, Instant now) {
      return current
          .filter(post -> !post.expired(now))
          .<Decided>map(
              post ->
                  post.status() == Status.PENDING && post.revision() != decision.revision()
                      ? new StaleRevision(post)
                      : new AlreadyDecided(post))
          .orElseGet(Gone::new);
    }
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
