package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What clocks that jump, differ, or are of people's time zones do not change. */
public interface ClockContract extends EngineContract {
  /** How far clocks are off: of an operator's mistake, and of machines that nobody sets. */
  List<Duration> STEPS = List.of(Duration.ofHours(1), Duration.ofMinutes(5));

  @Test
  default void whatCountsIsWhatCameAfterAndNotWhatSaysItIsLater() {
    for (Duration step : STEPS) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
      Post post = board.submit();
      board.settle();
      board.jump(step.negated());
      edit(board, post);
      board.settle();

      board.jump(step.multipliedBy(2));
      assertThat(approve(board, post, 1)).isInstanceOf(Posts.Decided.StaleRevision.class);
      board.jump(step.multipliedBy(-2));
      assertThat(approve(board, post, 2)).isInstanceOf(Posts.Decided.Applied.class);
      board.jump(step);
      board.settle();

      Post published = board.stored(post).orElseThrow();
      assertThat(published.status()).isEqualTo(Status.PUBLISHED);
      assertThat(published.title()).isEqualTo("Later");
      assertThat(board.feed()).containsExactly(PublicPost.of(published));
    }
  }

  @Test
  default void postIsPublicForItsTimeHoweverOftenTheClockIsSetBackMeanwhile() {
    for (Duration step : STEPS) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
      Post post = board.submit();
      board.settle(Duration.ofSeconds(10));
      Instant end = board.stored(post).orElseThrow().expires();
      board.sleep(Duration.between(board.now(), end.minusMillis(1)));
      for (int i = 0; i < 3; i++) {
        board.settle();
        board.jump(step.negated());
        board.settle();
        assertThat(board.feed()).as("back by %s", step).hasSize(1);
        board.jump(step);
      }
      assertThat(board.archived()).isEmpty();
    }
  }

  @Test
  default void whatHasLeftStaysAwayAndInTheArchiveOnceWhenTheClockIsSetBack() {
    for (Duration step : STEPS) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
      Post post = board.submit(SamplePosts.hostileText());
      board.settle(Duration.ofSeconds(10));
      Post published = board.stored(post).orElseThrow();
      board.sleep(Duration.between(board.now(), published.expires()));
      assertThat(board.feed()).isEmpty();
      board.engine().sweep(board.now(), 10);

      board.jump(step.negated());
      assertThat(board.feed()).as("back by %s", step).isEmpty();
      board.settle(Duration.ofMinutes(1));
      board.crash();
      board.settle(step.multipliedBy(2));

      assertThat(board.feed()).isEmpty();
      assertThat(board.archived())
          .containsExactly(new ArchivedPost(published, Cause.EXPIRED, published.expires()));
    }
  }

  @Test
  default void thirtyDaysAreAsLongOverALeapDayAndWhereverClocksAreMovedForTheSummer() {
    TimeZone here = TimeZone.getDefault();
    try {
      for (String zone : List.of("Europe/Berlin", "America/New_York", "Pacific/Apia")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        stays("2026-03-08T06:30:00Z", "2026-04-07T06:30:00Z");
        stays("2026-10-24T23:59:59Z", "2026-11-23T23:59:59Z");
        stays("2028-02-01T12:00:00Z", "2028-03-02T12:00:00Z");
        stays("2028-01-30T12:00:00Z", "2028-02-29T12:00:00Z");
      }
    } finally {
      TimeZone.setDefault(here);
    }
  }

  private void stays(String from, String to) {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    board.jump(Duration.between(board.now(), Instant.parse(from)));
    Post post = board.submit();
    approve(board, post, 1);
    board.sleep(Duration.between(board.now(), Instant.parse(to)).minusMillis(1));
    board.settle();
    assertThat(board.feed()).as("a millisecond before " + to).hasSize(1);
    board.sleep(Duration.ofMillis(1));
    board.settle();
    assertThat(board.feed()).as(to).isEmpty();
    assertThat(board.archived())
        .extracting(ArchivedPost::leftAt)
        .containsExactly(Instant.parse(to));
  }

  private static void edit(BoardUnderTest board, Post post) {
    board.board().editPost().edit(post.id(), "ann", 1, "Later", "More was thought", post.trace());
  }

  private static Posts.Decided approve(BoardUnderTest board, Post post, int revision) {
    return board
        .board()
        .recordDecision()
        .byModerator(
            post.id(),
            revision,
            Verdict.APPROVED,
            Optional.empty(),
            Decider.moderator("mia", "mia"));
  }
}
