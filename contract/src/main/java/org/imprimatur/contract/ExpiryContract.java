package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** How posts leave the board when their time is over. */
public interface ExpiryContract extends EngineContract {

  @Test
  default void thirtyDaysCountFromPublication() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.settle(Duration.ofDays(12));
    board
        .board()
        .recordDecision()
        .byModerator(
            post.id(), 1, Verdict.APPROVED, Optional.empty(), Decider.moderator("mia", "mia"));

    board.settle(Duration.ofDays(30).minusMillis(1));
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
    board.settle(Duration.ofMillis(1));

    assertThat(board.feed()).isEmpty();
    assertThat(board.archived()).hasSize(1);
  }

  @Test
  default void expiredPostIsInvisibleThoughNobodySweeps() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    board.settle(Duration.ofSeconds(10));

    board.deliverFor(Duration.ofDays(30));

    assertThat(board.feed()).isEmpty();
    assertThat(board.board().readPosts().find(post.id())).isEmpty();
    assertThat(board.board().readPosts().findOwn(post.id(), "ann")).isEmpty();
    assertThat(board.board().readPosts().own("ann", PageRequest.first(9)).items()).isEmpty();
    assertThat(board.archived()).isEmpty();
  }

  @Test
  default void expiredPostIsArchivedOnceHoweverLateAndOftenTheSweeperComes() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit(SamplePosts.hostileText());
    board.settle(Duration.ofSeconds(10));
    Post published = board.stored(post).orElseThrow();
    board.sleep(Duration.ofDays(37));

    board.settle();
    board.settle(Duration.ofDays(1));
    board.crash();
    board.settle();

    assertThat(board.archived())
        .containsExactly(new ArchivedPost(published, Cause.EXPIRED, published.expires()));
  }

  @Test
  default void undecidedPostExpiresFromItsSubmission() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit(SamplePosts.hostileText());

    board.settle(Duration.ofDays(30).minusMillis(1));
    assertThat(board.stored(post)).isPresent();
    board.settle(Duration.ofMillis(1));

    ArchivedPost departed = board.archived().get(0);
    assertThat(departed.cause()).isEqualTo(Cause.EXPIRED);
    assertThat(departed.post().status()).isEqualTo(Status.PENDING);
    assertThat(departed.post().text()).isEqualTo(post.text());
    assertThat(board.announced()).isEmpty();
    assertThat(board.board().readPosts().waiting(PageRequest.first(9)).items()).isEmpty();
  }

  @Test
  default void archiverThatFailsLosesNoExpiredPost() {
    for (String point : new String[] {"before Archive.put", "after Archive.put"}) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
      board.submit();
      board.settle(Duration.ofSeconds(10));
      board.faults().fail(point, 2);
      board.sleep(Duration.ofDays(30));

      board.settle();
      board.crash();
      board.settle(Duration.ofMinutes(2));

      assertThat(board.archived()).as(point).hasSize(1);
    }
  }

  @Test
  default void sweeperTakesWhatHasExpiredAndLeavesTheRest() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    for (int day = 0; day < 10; day++) {
      board.submit();
      board.settle(Duration.ofDays(1));
    }

    board.settle(Duration.ofDays(25));

    assertThat(board.feed()).hasSize(5);
    assertThat(board.archived()).hasSize(5);
    assertThat(board.feed())
        .extracting(PublicPost::id)
        .doesNotContainAnyElementsOf(board.archived().stream().map(a -> a.post().id()).toList());
  }

  @Test
  default void rejectedPostThatExpiresBeforeItIsMovedWasStillRejected() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.settle(Duration.ofDays(30).minusMillis(1));
    board
        .board()
        .recordDecision()
        .byModerator(
            post.id(), 1, Verdict.REJECTED, Optional.of("no"), Decider.moderator("mia", "mia"));

    board.sleep(Duration.ofDays(1));
    board.engine().sweep(board.now(), 10);
    board.settle();

    assertThat(board.archived()).extracting(ArchivedPost::cause).containsExactly(Cause.REJECTED);
  }
}
