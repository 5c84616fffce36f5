package org.imprimatur.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.event.Event;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;

/** One thing that a board takes along when it moves. */
public sealed interface Entry {
  /** Follows the one branch that holds. */
  default <T> T fold(
      Function<Post, T> onBoard,
      Function<ArchivedPost, T> archived,
      Function<AuditEntry, T> audited,
      Function<Notice, T> told,
      Function<Event, T> decision) {
    if (this instanceof OnBoard o) {
      return onBoard.apply(o.post());
    }
    if (this instanceof Archived a) {
      return archived.apply(a.departed());
    }
    if (this instanceof Audited a) {
      return audited.apply(a.act());
    }
    return this instanceof Told t
        ? told.apply(t.notice())
        : decision.apply(((Decision) this).event());
  }

  /** The id of the post, the act, the notice or the event. */
  default String id() {
    return fold(
        post -> post.id().value(),
        departed -> departed.post().id().value(),
        AuditEntry::id,
        Notice::id,
        Event::id);
  }

  /**
   * This entry as it is at {@code now}: a post whose time is over belongs in the archive, whether
   * or not anybody came to sweep it.
   */
  default Entry at(Instant now) {
    return this instanceof OnBoard o && o.post().expired(now)
        ? new Archived(ArchivedPost.of(new Change(Change.Kind.EXPIRED, o.post(), now)))
        : this;
  }

  /** What comes of this post where {@code standing}, of the same id, is on the board. */
  default Kept beside(Post standing) {
    boolean same =
        this instanceof Archived a
            ? a.departed().post().equals(standing.withoutReporters())
            : this.equals(new OnBoard(standing));
    return Kept.there(same);
  }

  /** What comes of this post where {@code standing}, of the same id, is in the archive. */
  default Kept beside(ArchivedPost standing) {
    boolean same =
        this instanceof OnBoard o
            ? o.post().withoutReporters().equals(standing.post())
            : this.equals(new Archived(standing));
    return Kept.there(same);
  }

  /**
   * The departure that a change tells of, which the archive may not have yet; empty where the post
   * is still on the board.
   */
  static Optional<Entry> departing(Change change) {
    return change.kind() == Change.Kind.EXPIRED || change.post().status().leaving()
        ? Optional.of(new Archived(ArchivedPost.of(change)))
        : Optional.empty();
  }

  /**
   * A post that is on the board, expired or not. One that has left and only waits for the archive
   * is {@link Archived}.
   *
   * @param post the post, whole
   */
  record OnBoard(Post post) implements Entry {
    /** Refuses a post that is leaving. */
    public OnBoard {
      if (post.status().leaving()) {
        throw new IllegalArgumentException("a post that has left belongs in the archive");
      }
    }
  }

  /**
   * A post that has left the board.
   *
   * @param departed the post with why and when it left
   */
  record Archived(ArchivedPost departed) implements Entry {}

  /**
   * An act that is remembered.
   *
   * @param act the entry of the audit trail
   */
  record Audited(AuditEntry act) implements Entry {}

  /**
   * What a person was told.
   *
   * @param notice the notice, ended or not
   */
  record Told(Notice notice) implements Entry {}

  /**
   * A decision on its way: an {@code ApprovalResponse} that has not been recorded yet.
   *
   * @param event the event as it was published, readable or not
   */
  record Decision(Event event) implements Entry {}
}
