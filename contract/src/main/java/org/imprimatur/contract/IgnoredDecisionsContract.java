package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.Event;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.Test;

/** Answers that change nothing: duplicate, late, contradicting, stale, forged, unreadable. */
public interface IgnoredDecisionsContract extends EngineContract {

  @Test
  default void duplicateAnswerChangesNothingAndIsLogged() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.respond("first", post.id(), Verdict.APPROVED, 1);
    board.settle(Duration.ofMinutes(1));
    Post published = board.stored(post).orElseThrow();

    board.respond("second", post.id(), Verdict.APPROVED, 1);
    board.settle(Duration.ofMinutes(1));

    assertThat(board.stored(post)).contains(published);
    assertThat(board.announced()).containsExactly(published);
    assertIgnored(board, "already-decided", "second");
  }

  @Test
  default void contradictingAnswerChangesNothingAndIsLogged() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.respond("yes", post.id(), Verdict.APPROVED, 1);
    board.settle();
    Post published = board.stored(post).orElseThrow();

    board.respond("no", post.id(), Verdict.REJECTED, 1);
    board.settle(Duration.ofMinutes(1));

    assertThat(board.feed()).containsExactly(PublicPost.of(published));
    assertThat(board.archived()).isEmpty();
    assertIgnored(board, "already-decided", "no");
  }

  @Test
  default void approvalAfterARejectionPublishesNothing() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.respond("no", post.id(), Verdict.REJECTED, 1);
    board.settle();

    board.respond("yes", post.id(), Verdict.APPROVED, 1);
    board.settle(Duration.ofMinutes(1));

    assertThat(board.feed()).isEmpty();
    assertThat(board.stored(post)).isEmpty();
    assertThat(board.archived()).hasSize(1);
    assertIgnored(board, "gone", "yes");
  }

  @Test
  default void answerAboutAnotherRevisionChangesNothingAndIsLogged() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();

    board.respond("stale", post.id(), Verdict.APPROVED, 2);
    board.settle(Duration.ofSeconds(1));

    assertThat(board.stored(post)).contains(post);
    assertIgnored(board, "stale-revision", "stale");
  }

  @Test
  default void answerAfterExpiryChangesNothingAndIsLogged() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.deliver();
    board.sleep(Duration.ofDays(30));

    board.respond("late", post.id(), Verdict.APPROVED, 1);
    board.settle();

    assertThat(board.feed()).isEmpty();
    assertThat(board.archived()).hasSize(1);
    assertIgnored(board, "gone", "late");
  }

  @Test
  default void answerAboutAPostThatNeverWasCreatesNothing() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());

    board.respond("forged", new PostId("d".repeat(32)), Verdict.APPROVED, 1);
    board.settle();

    assertThat(board.feed()).isEmpty();
    assertThat(board.archived()).isEmpty();
    assertIgnored(board, "gone", "forged");
  }

  @Test
  default void unreadableAnswerIsParkedAndOthersAreHeard() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    String detail = "{\"postId\":\"" + post.id() + "\",\"approved\":\"yes\"}";
    Event unreadable = new Event("bad", Event.SOURCE, ApprovalEvents.RESPONSE, board.now(), detail);

    board.engine().ports().bus().publish(unreadable);
    board.settle();
    assertThat(board.stored(post).map(Post::status)).contains(Status.PENDING);
    board.respond("good", post.id(), Verdict.APPROVED, 1);
    board.settle();

    assertThat(board.feed()).hasSize(1);
    assertThat(board.engine().deadLetters().list(10))
        .extracting(DeadLetter::about)
        .containsExactly("bad");
  }

  @Test
  default void answerFromAnotherSourceIsNotHeard() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();

    board
        .engine()
        .ports()
        .bus()
        .publish(new Event("x", "somebody-else", ApprovalEvents.RESPONSE, board.now(), "{}"));
    board.settle();

    assertThat(board.stored(post)).contains(post);
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  private static void assertIgnored(BoardUnderTest board, String reason, String eventId) {
    assertThat(board.telemetry().of(Kind.DECISION_IGNORED, "reason")).containsExactly(reason);
    assertThat(board.telemetry().of(Kind.DECISION_IGNORED, "eventId")).containsExactly(eventId);
  }
}
