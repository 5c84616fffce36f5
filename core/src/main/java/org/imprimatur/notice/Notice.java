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
    PUBLISHED("was approved and is public"),
    /** The post's new text is public. */
    UPDATED("is public with its new text"),
    /** A moderator asks for another text. */
    CHANGES_REQUESTED("needs another text"),
    /** The post's new text was decided against; the old one stays. */
    REVISION_REJECTED("stays as it was: the new text was rejected"),
    /** The post was decided against, or taken down. */
    REJECTED("was rejected; its text is in your archive"),
    /** The post was reported and is out of sight until a moderator has looked. */
    HIDDEN("was reported and is out of sight until a moderator has looked"),
    /** A moderator has looked at a hidden post, and it is public again. */
    KEPT("stays: a moderator looked at what was reported"),
    /** The post will expire in a few days. */
    EXPIRING("will leave the board soon");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What happened, in words that follow the post's title. */
    public String words() {
      return words;
    }
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

  /** Where on the board there is something to see or to do about it. */
  public String path() {
    return switch (kind) {
      case CHANGES_REQUESTED, REVISION_REJECTED -> "/posts/" + postId + "/edit";
      case REJECTED -> "/posts/new?from=" + postId;
      default -> "/posts/" + postId;
    };
  }

  /** Its place in lists of notices. */
  public Cursor place() {
    return new Cursor(at, id);
  }
}
