package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;

/**
 * What became of a ruling, in words.
 *
 * @param title the post's latest title, untrusted text
 * @param message what was done, or why nothing was
 * @param applied whether the ruling counts
 */
@TemplateData
record Outcome(String title, String message, boolean applied) {
  private static final String NOTHING = " Your decision changed nothing.";

  /**
   * Puts an answer in words.
   *
   * @param revision the text that was ruled on
   * @param departed the post as the archive has it, where it has left the board
   */
  static Outcome of(
      Posts.Decided decided, Ruling.Kind kind, int revision, Optional<Post> departed) {
    return decided.fold(
        post -> new Outcome(title(post), kind.done(), true),
        post -> nothing(post, "It was already " + state(post, kind, revision) + "." + NOTHING),
        post ->
            nothing(
                post,
                "Its author changed it while you were reading. Your decision changed nothing; "
                    + "the new text waits in its place."),
        post -> nothing(post, "You wrote it yourself, and nobody decides on their own posts."),
        () ->
            departed
                .map(post -> nothing(post, left(post, kind, revision)))
                .orElseGet(() -> new Outcome("A post", "It has left the board." + NOTHING, false)));
  }

  private static Outcome nothing(Post post, String message) {
    return new Outcome(title(post), message, false);
  }

  private static String title(Post post) {
    return post.latest().text().title();
  }

  private static String left(Post post, Ruling.Kind kind, int revision) {
    boolean expired = !post.status().leaving();
    String what = expired ? "Its time was over" : "It was already " + state(post, kind, revision);
    return what + ", and it is in the archive." + NOTHING;
  }

  private static String state(Post post, Ruling.Kind kind, int revision) {
    if (post.status() == Status.WITHDRAWN) {
      return "withdrawn by its author";
    }
    return lastDecision(post)
        .filter(last -> kind.onReports() || last.revision() == revision)
        .map(last -> participle(last.verdict(), kind) + by(last))
        .orElse("taken back by its author");
  }

  private static Optional<Decision> lastDecision(Post post) {
    return Stream.of(post.current(), post.latest())
        .map(Revision::decision)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(Decision::decidedAt));
  }

  private static String by(Decision decision) {
    return " by " + decision.decidedBy() + " on " + new Moment(decision.decidedAt()).full();
  }

  private static String participle(Verdict verdict, Ruling.Kind kind) {
    return switch (verdict) {
      case APPROVED -> kind.onReports() ? "kept" : "approved";
      case CHANGES_REQUESTED -> "sent back";
      case REJECTED -> kind.onReports() ? "taken down" : "rejected";
    };
  }
}
