package org.imprimatur.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;

/**
 * One thing a person is told.
 *
 * @param id 32 hexadecimal digits, the same for the same event however often it is told
 * @param personId who is told
 * @param kind what happened
 * @param postId the post it happened to
 * @param title the post's title; untrusted text
 * @param reason why, in the decider's words; untrusted text
 * @param at when it happened, UTC to the millisecond
 * @param expires when the post leaves the board, or left it
 * @param until when the notice itself is no longer shown; whole seconds
 */
public record Notice(
    String id,
    String personId,
    Kind kind,
    PostId postId,
    String title,
    Optional<String> reason,
    Instant at,
    Instant expires,
    Instant until) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** What authors are told of. */
  public enum Kind {
    /** The post is public. */
    PUBLISHED,
    /** The post's new text is public. */
    UPDATED,
    /** A moderator asks for another text. */
    CHANGES_REQUESTED,
    /** The post's new text was decided against; the old one stays. */
    REVISION_REJECTED,
    /** The post was decided against, or taken down. */
    REJECTED,
    /** The post was reported and is out of sight until a moderator has looked. */
    HIDDEN,
    /** A moderator has looked at a hidden post, and it is public again. */
    KEPT,
    /** The post will expire in a few days. */
    EXPIRING
  }

  /** Refuses an id of another form. */
  public Notice {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits");
    }
  }

  /** A notice to the author of a post. */
  static Notice to(Post post, String id, Kind kind, Optional<String> why, Instant at, Instant end) {
    return new Notice(
        id,
        post.author().id(),
        kind,
        post.id(),
        post.latest().text().title(),
        why,
        at,
        post.expires(),
        end);
  }

  /** Its place in lists of notices. */
  public Cursor place() {
    return new Cursor(at, id);
  }
}
