package org.imprimatur.web.page;

import jakarta.ws.rs.BadRequestException;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Verdict;

/**
 * What a moderator says of a post.
 *
 * @param kind which way it goes
 * @param reason why, for the author
 */
record Ruling(Kind kind, Optional<String> reason) {
  /** The ways it can go, by the names that forms use. */
  enum Kind {
    APPROVE("approve", "Approved: the text is public now."),
    CHANGES("changes", "Sent back: its author is asked for another text."),
    REJECT("reject", "Rejected: the text is kept for its author, with your reason."),
    KEEP("keep", "Kept: the post stays, and its reports are settled."),
    TAKE_DOWN("take-down", "Taken down: the post is in the archive, with your reason.");

    private final String field;
    private final String done;

    Kind(String field, String done) {
      this.field = field;
      this.done = done;
    }

    /** The name that forms and addresses use. */
    String field() {
      return field;
    }

    /** What has been done, in words. */
    String done() {
      return done;
    }

    /** The one of this name. */
    static Optional<Kind> named(String field) {
      for (Kind kind : values()) {
        if (kind.field.equals(field)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The ruling that a form holds, in its fields {@code verdict}, {@code preset} and {@code reason}.
   *
   * @throws BadRequestException if it holds none
   */
  static Ruling of(Form form) {
    Kind kind =
        Kind.named(form.text("verdict"))
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "A verdict is approve, changes, reject, keep or take-down."));
    String reason = reason(form.text("preset").strip(), form.text("reason").strip());
    if (!Decision.acceptsReason(reason)) {
      throw new BadRequestException("A reason is text of up to 1,000 characters.");
    }
    if (kind == Kind.CHANGES && reason.isEmpty()) {
      throw new BadRequestException(
          "Say what should be changed: go back and write a reason for the author.");
    }
    return new Ruling(kind, Optional.of(reason).filter(text -> !text.isEmpty()));
  }

  private static String reason(String preset, String typed) {
    return preset.isEmpty() || typed.isEmpty() ? preset + typed : preset + " " + typed;
  }

  /** Says it of one revision of a post. */
  Posts.Decided on(PostId id, int revision, Decider moderator, Board board) {
    return switch (kind) {
      case APPROVE -> decide(id, revision, Verdict.APPROVED, moderator, board);
      case CHANGES -> decide(id, revision, Verdict.CHANGES_REQUESTED, moderator, board);
      case REJECT -> decide(id, revision, Verdict.REJECTED, moderator, board);
      case KEEP -> board.reviewPublished().review(id, revision, true, reason, moderator);
      case TAKE_DOWN -> board.reviewPublished().review(id, revision, false, reason, moderator);
    };
  }

  private Posts.Decided decide(
      PostId id, int revision, Verdict verdict, Decider moderator, Board board) {
    return board.recordDecision().byModerator(id, revision, verdict, reason, moderator);
  }
}
