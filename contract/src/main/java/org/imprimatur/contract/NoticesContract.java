package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Decider;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What {@link Notices} promises, and what authors are told. */
public interface NoticesContract extends EngineContract {
  /** When notices begin. */
  Instant START = Instant.parse("2025-03-01T12:00:00.123Z");

  @Test
  default void noticeComesBackAsItWasPutAndIsPutOnce() {
    Notices notices = open(Surroundings.quiet()).ports().notices();
    Notice notice = notice(1, "ann");

    notices.put(notice);
    notices.put(notice);

    assertThat(notices.find("ann", notice.id(), START)).contains(notice);
    assertThat(notices.find("bob", notice.id(), START)).isEmpty();
    assertThat(notices.of("ann", PageRequest.first(10), START).items()).containsExactly(notice);
    assertThat(notices.of("bob", PageRequest.first(10), START).items()).isEmpty();
  }

  @Test
  default void latestComesFirstWalkedToTheEnd() {
    Notices notices = open(Surroundings.quiet()).ports().notices();
    List<Notice> put = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      put.add(0, notice(i, "ann"));
      notices.put(put.get(0));
      notices.put(notice(i, "bob"));
    }

    assertThat(Walk.all(page -> notices.of("ann", page, START), 2)).isEqualTo(put);
  }

  @Test
  default void noticeEnds() {
    Notices notices = open(Surroundings.quiet()).ports().notices();
    Notice notice = notice(1, "ann");
    notices.put(notice);

    assertThat(notices.of("ann", PageRequest.first(1), notice.until().minusMillis(1)).items())
        .hasSize(1);
    assertThat(notices.of("ann", PageRequest.first(1), notice.until()).items()).isEmpty();
    assertThat(notices.find("ann", notice.id(), notice.until())).isEmpty();
  }

  @Test
  default void allOfAPersonsNoticesCanBeRemoved() {
    Notices notices = open(Surroundings.quiet()).ports().notices();
    for (int i = 0; i < 40; i++) {
      notices.put(notice(i, i % 4 == 0 ? "bob" : "ann"));
    }

    assertThat(notices.removeAll("ann", START.plusSeconds(18), 20)).isEqualTo(20);
    assertThat(notices.removeAll("ann", START.plusSeconds(18), 20)).isEqualTo(8);
    assertThat(notices.removeAll("ann", START.plusSeconds(18), 20)).isZero();

    assertThat(notices.of("ann", PageRequest.first(10), START).items())
        .extracting(Notice::at)
        .containsExactly(START.plusSeconds(19), START.plusSeconds(19));
    assertThat(Walk.all(page -> notices.of("bob", page, START), 10)).hasSize(10);
  }

  @Test
  default void authorIsToldOfEachDecisionOnceWithItsReason() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = board.submit();
    Post rejected = board.submit();
    decide(board, published, Verdict.APPROVED);
    decide(board, rejected, Verdict.REJECTED);
    board.faults().fail("after Notices.put", 2);
    board.settle(Duration.ofMinutes(10));

    List<Notice> told =
        board.engine().ports().notices().of("ann", PageRequest.first(10), board.now()).items();
    assertThat(told)
        .extracting(Notice::postId)
        .containsExactlyInAnyOrder(published.id(), rejected.id());
    assertThat(told).extracting(Notice::reason).containsOnly(Optional.of("seen"));
    assertThat(told)
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Notice.Kind.PUBLISHED, Notice.Kind.REJECTED);
  }

  private static void decide(BoardUnderTest board, Post post, Verdict verdict) {
    board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, verdict, Optional.of("seen"), Decider.moderator("mia", "Mia"));
  }

  private static Notice notice(int number, String person) {
    Instant at = START.plusSeconds(number / 2);
    return new Notice(
        String.format("%032x", number),
        person,
        Notice.Kind.CHANGES_REQUESTED,
        new PostId("a".repeat(32)),
        "Found: a “grey” cat \uD83D\uDC08",
        number % 3 == 0 ? Optional.empty() : Optional.of("Say\nwhere"),
        at,
        START.plus(Duration.ofDays(30)),
        Instant.parse("2025-05-30T12:00:09Z"));
  }
}
