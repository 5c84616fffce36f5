package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.Decider;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.Test;

/** An approval service that does not answer publishes nothing and loses nothing. */
public interface SilenceContract extends EngineContract {

  @Test
  default void silentServiceIsAskedAgainAtGrowingIntervalsAndThenNoMore() {
    BoardUnderTest board = BoardUnderTest.open(this, request -> Optional.empty());
    Post post = board.submit();
    List<Instant> asked = timesAsked(board, Duration.ofHours(4));

    assertThat(asked).hasSize(RequestApproval.MAX_TIMES);
    List<Duration> intervals = new ArrayList<>();
    for (int i = 1; i < asked.size(); i++) {
      intervals.add(Duration.between(asked.get(i - 1), asked.get(i)));
    }
    assertThat(intervals).isSorted().doesNotHaveDuplicates();
    assertThat(intervals.get(0)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));

    board.settle(Duration.ofDays(20));
    assertThat(board.telemetry().of(Kind.APPROVAL_REQUESTED)).hasSize(RequestApproval.MAX_TIMES);
    assertThat(board.stored(post).map(Post::status)).contains(Status.PENDING);
    assertThat(board.feed()).isEmpty();
  }

  @Test
  default void personMayDecideAfterTheServiceWasGivenUp() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.settle(Duration.ofDays(10));

    board
        .board()
        .recordDecision()
        .byModerator(
            post.id(), 1, Verdict.APPROVED, Optional.empty(), Decider.moderator("mia", "mia"));
    board.settle();

    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
  }

  @Test
  default void silentServiceIsGivenUpInTimeAndThePersonIsToldWhy() {
    BoardUnderTest board = giveUpAfterAnHour();
    Post post = board.submit();

    board.settle(Duration.ofMinutes(59));
    assertThat(board.stored(post).orElseThrow().current().held()).isEmpty();
    board.settle(Duration.ofMinutes(2));

    Post held = board.stored(post).orElseThrow();
    assertThat(held.status()).isEqualTo(Status.PENDING);
    assertThat(held.current().held()).containsExactly(HoldReason.NO_ANSWER);
    assertThat(board.board().audit().of(post.id(), PageRequest.first(1)).items())
        .extracting(AuditEntry::act, AuditEntry::actor)
        .containsExactly(tuple(Act.HELD, Actor.BOARD));
    int asked = board.telemetry().of(Kind.APPROVAL_REQUESTED).size();
    board.settle(Duration.ofDays(1));
    assertThat(board.telemetry().of(Kind.APPROVAL_REQUESTED)).hasSize(asked);
    assertThat(board.feed()).isEmpty();
  }

  @Test
  default void answerThatComesAfterTheServiceWasGivenUpStillCounts() {
    BoardUnderTest board = giveUpAfterAnHour();
    Post post = board.submit();
    board.settle(Duration.ofHours(2));

    board.respond("late", post.id(), Verdict.APPROVED, 1);
    board.settle();

    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
  }

  @Test
  default void serviceThatMissedTheFirstRequestAnswersTheSecond() {
    AtomicInteger requests = new AtomicInteger();
    BoardUnderTest board =
        BoardUnderTest.open(
            this,
            request ->
                requests.incrementAndGet() < 2
                    ? Optional.empty()
                    : ApprovalPolicy.auto().judge(request));
    board.submit();

    board.settle(Duration.ofSeconds(60));
    assertThat(board.feed()).isEmpty();
    board.settle(Duration.ofSeconds(60));

    assertThat(board.feed()).hasSize(1);
    assertThat(board.telemetry().of(Kind.APPROVAL_REQUESTED)).hasSize(2);
  }

  @Test
  default void slowAnswerToEveryRequestPublishesOnce() {
    BoardUnderTest board = BoardUnderTest.open(this, request -> Optional.empty());
    Post post = board.submit();
    board.settle(Duration.ofMinutes(10));

    board.respond("slow-1", post.id(), Verdict.APPROVED, 1);
    board.respond("slow-2", post.id(), Verdict.APPROVED, 1);
    board.settle(Duration.ofMinutes(10));

    assertThat(board.announced()).hasSize(1);
    assertThat(board.feed()).hasSize(1);
  }

  @Test
  default void decidedPostIsNotAskedAboutAgain() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    board.submit();

    board.settle(Duration.ofHours(4));

    assertThat(board.telemetry().of(Kind.APPROVAL_REQUESTED)).hasSize(1);
  }

  @Test
  default void askersInSeveralPlacesAskOnceAltogether() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    for (int i = 0; i < 50; i++) {
      board.submit();
    }
    board.deliver();
    board.sleep(Duration.ofMinutes(2));

    Callable<Integer> asker = () -> board.board().duePosts().attend(100);
    List<Integer> asked = Race.run(List.of(asker, asker, asker, asker));

    assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    assertThat(board.telemetry().of(Kind.APPROVAL_REQUESTED, "eventId"))
        .hasSize(100)
        .doesNotHaveDuplicates();
  }

  private BoardUnderTest giveUpAfterAnHour() {
    BoardSettings reference = BoardSettings.reference();
    return BoardUnderTest.open(
        this,
        new BoardSettings(
            ApprovalPolicy.manual(),
            reference.approvalDelay(),
            reference.patience(),
            Optional.of(Duration.ofHours(1)),
            reference.lifetime(),
            reference.limits(),
            reference.reports()));
  }

  private static List<Instant> timesAsked(BoardUnderTest board, Duration time) {
    List<Instant> asked = new ArrayList<>();
    Instant end = board.now().plus(time);
    while (board.now().isBefore(end)) {
      board.deliver();
      if (board.telemetry().of(Kind.APPROVAL_REQUESTED).size() > asked.size()) {
        asked.add(board.now());
      }
      board.sleep(Duration.ofSeconds(10));
    }
    return asked;
  }
}
