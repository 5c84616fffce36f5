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
 * @param preset the reason chosen from the list, or nothing
 * @param typed the reason in own words, or nothing
 */
record Ruling(Kind kind, String preset, String typed) {
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

    /** Whether it is about reports on a public text, not about a text that waits. */
    boolean onReports() {
      return this == KEEP || this == TAKE_DOWN;
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
   * @throws BadRequestException if there is no such verdict
   */
  static Ruling of(Form form) {
    Kind kind =
        Kind.named(form.text("verdict"))
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "A verdict is approve, changes, reject, keep or take-down."));
    return new Ruling(kind, form.text("preset").strip(), form.text("reason").strip());
  }

  /** What has to be mended before it can count, in words. */
  Optional<String> problem() {
    String whole = whole();
    if (!Decision.acceptsReason(whole)) {
      return Optional.of("A reason is text of up to 1,000 characters, the chosen one included.");
    }
    return kind == Kind.CHANGES && whole.isEmpty()
        ? Optional.of("Say what should be changed: choose or write a reason for the author.")
        : Optional.empty();
  }

  private String whole() {
    return preset.isEmpty() || typed.isEmpty() ? preset + typed : preset + " " + typed;
  }

  /**
   * Says it of a post, where there is no {@link #problem}.
   *
   * @param revision the text that the moderator saw
   * @param settled how many reports on it had been looked at then
   */
  Posts.Decided on(PostId id, int revision, int settled, Decider moderator, Board board) {
    Optional<String> reason = Optional.of(whole()).filter(text -> !text.isEmpty());
    return switch (kind) {
      case KEEP -> board.reviewPublished().review(id, revision, settled, true, reason, moderator);
      case TAKE_DOWN ->
          board.reviewPublished().review(id, revision, settled, false, reason, moderator);
      default -> board.recordDecision().byModerator(id, revision, verdict(kind), reason, moderator);
    };
  }

  private static Verdict verdict(Kind kind) {
    return switch (kind) {
      case APPROVE, KEEP -> Verdict.APPROVED;
      case CHANGES -> Verdict.CHANGES_REQUESTED;
      case REJECT, TAKE_DOWN -> Verdict.REJECTED;
    };
  }
}
