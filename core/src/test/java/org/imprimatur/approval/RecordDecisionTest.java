package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class RecordDecisionTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
  private final RecordDecision record = board.board().recordDecision();

  @Test
  void moderatorsDecisionIsKeptWithReasonNameAndTime() {
    Post post = board.submit("Title", "Body");
    board.advance(Duration.ofDays(2).plusNanos(1));

    board.decide(post.id(), Verdict.REJECTED);

    Decision expected =
        new Decision(
            Verdict.REJECTED,
            Optional.of("seen"),
            Decider.moderator("mia", "mia"),
            MemoryBoard.NOON.plus(Duration.ofDays(2)),
            1);
    assertThat(board.own().get(0).decision()).contains(expected);
    assertThat(board.own().get(0).status()).isEqualTo(Status.REJECTED);
  }

  @Test
  void publishedPostLivesFromItsPublication() {
    Post post = board.submit("Title", "Body");
    board.advance(Duration.ofDays(2));

    board.decide(post.id(), Verdict.APPROVED);

    assertThat(board.own().get(0).expires()).isEqualTo(MemoryBoard.NOON.plus(Duration.ofDays(32)));
  }

  @Test
  void slowAnswerTakesEffectWhenItArrives() {
    Post post = board.submit("Title", "Body");
    Decision early =
        new Decision(
            Verdict.APPROVED, Optional.empty(), Decider.service("svc"), MemoryBoard.NOON, 1);
    board.advance(Duration.ofDays(1));

    record.handle(ApprovalEvents.write(new ApprovalResponse(post.id(), early, post.trace()), "e"));

    assertThat(board.own().get(0).publishedAt())
        .contains(MemoryBoard.NOON.plus(Duration.ofDays(1)));
    assertThat(board.own().get(0).decision()).contains(early);
  }

  @Test
  void servicesAnswerIsToldAtOnceWhatCameOfIt() {
    Post post = board.submit("Title", "Body");
    Decision yes =
        new Decision(
            Verdict.APPROVED, Optional.empty(), Decider.service("svc"), MemoryBoard.NOON, 1);
    ApprovalResponse answer = new ApprovalResponse(post.id(), yes, post.trace());

    Posts.Decided first = record.byService(answer, "a");
    Posts.Decided repeat = record.byService(answer, "a");

    Post published = board.own().get(0);
    assertThat(first).isEqualTo(new Posts.Decided.Applied(published));
    assertThat(repeat).isEqualTo(new Posts.Decided.AlreadyDecided(published));
  }

  @Test
  void secondDecisionIsLoggedWithItsReasonAndWithoutAnyText() {
    Post post = board.submit("Title", "Body");
    board.decide(post.id(), Verdict.APPROVED);
    board.decide(post.id(), Verdict.REJECTED);

    assertThat(board.heard())
        .contains(
            new Occurrence(
                Occurrence.Kind.DECISION_IGNORED,
                Map.of(
                    "postId",
                    post.id().value(),
                    "revision",
                    "1",
                    "requestId",
                    post.id() + "-1",
                    "reason",
                    "already-decided")));
  }

  @Test
  void decisionOnAnotherRevisionOrPostIsLoggedWithItsReason() {
    Post post = board.submit("Title", "Body");
    Posts.Decided stale =
        record.byModerator(
            post.id(), 2, Verdict.APPROVED, Optional.empty(), Decider.moderator("mia", "mia"));
    Posts.Decided gone =
        record.byModerator(
            new PostId("0".repeat(32)),
            1,
            Verdict.APPROVED,
            Optional.empty(),
            Decider.moderator("m", "m"));

    assertThat(stale).isEqualTo(new Posts.Decided.StaleRevision(post));
    assertThat(gone).isEqualTo(new Posts.Decided.Gone());
    assertThat(board.heard())
        .filteredOn(o -> o.kind() == Occurrence.Kind.DECISION_IGNORED)
        .extracting(o -> o.fields().get("reason"))
        .containsExactly("stale-revision", "gone");
  }

  @Test
  void appliedDecisionIsNotLoggedAsIgnored() {
    board.decide(board.submit("Title", "Body").id(), Verdict.APPROVED);

    assertThat(board.heard())
        .extracting(Occurrence::kind)
        .doesNotContain(Occurrence.Kind.DECISION_IGNORED);
  }
}
