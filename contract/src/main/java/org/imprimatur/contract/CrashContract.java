package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** Failures and crashes between the store and the bus: what was begun is finished, once. */
public interface CrashContract extends EngineContract {

  @Test
  default void postSubmittedBeforeACrashIsPublishedAfterIt() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();

    board.crash();
    board.settle(Duration.ofSeconds(10));

    assertPublishedOnce(board, post);
  }

  @Test
  default void crashAtEveryMomentOfTheDelayPublishesOnTime() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    for (int second = 0; second < 10; second++) {
      board.settle(Duration.ofSeconds(1));
      board.crash();
    }
    board.settle();

    assertPublishedOnce(board, post);
    assertThat(board.stored(post).flatMap(Post::publishedAt)).contains(board.now());
  }

  @Test
  default void failureAtAnyPointOnTheWayToTheFeedPublishesOnce() {
    for (String point : pointsOnTheWayToTheFeed()) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
      Post post = board.submit();
      board.faults().fail(point, 1);
      board.settle(Duration.ofSeconds(10));
      board.crash();

      board.settle(Duration.ofMinutes(2));

      assertThat(board.feed()).as(point).extracting(PublicPost::id).containsExactly(post.id());
      assertThat(board.announced()).as(point).isNotEmpty().allMatch(p -> p.id().equals(post.id()));
      assertThat(board.archived()).as(point).isEmpty();
      assertThat(board.engine().deadLetters().list(1)).as(point).isEmpty();
    }
  }

  @Test
  default void failureAtAnyPointOnTheWayToTheArchiveArchivesOnce() {
    for (String point : pointsOnTheWayToTheArchive()) {
      BoardUnderTest board = BoardUnderTest.open(this, rejecting());
      Post post = board.submit();
      board.faults().fail(point, 1);
      board.settle(Duration.ofSeconds(10));
      board.crash();

      board.settle(Duration.ofMinutes(2));

      assertThat(board.stored(post)).as(point).isEmpty();
      assertThat(board.archived())
          .as(point)
          .extracting(ArchivedPost::cause)
          .containsExactly(Cause.REJECTED);
      assertThat(board.archived().get(0).post().text()).as(point).isEqualTo(post.text());
      assertThat(board.feed()).as(point).isEmpty();
      assertThat(board.announced()).as(point).isEmpty();
    }
  }

  @Test
  default void rejectedPostStaysOnTheBoardUntilTheArchiveHasIt() {
    BoardUnderTest board = BoardUnderTest.open(this, rejecting());
    Post post = board.submit();
    board.faults().fail("before Archive.put", 2);

    board.settle(Duration.ofSeconds(10));
    assertThat(board.archived()).isEmpty();
    assertThat(board.stored(post).map(Post::text)).contains(post.text());
    board.settle(Duration.ofSeconds(10));

    assertThat(board.archived()).hasSize(1);
    assertThat(board.stored(post)).isEmpty();
  }

  @Test
  default void announcementFollowsAFailureWithoutASecondPublication() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    board.faults().fail("before Announcements.published", 2);

    board.settle(Duration.ofSeconds(10));
    assertThat(board.feed()).hasSize(1);
    assertThat(board.announced()).isEmpty();
    board.settle(Duration.ofSeconds(10));

    assertPublishedOnce(board, post);
  }

  @Test
  default void submissionWithoutAnAnswerIsRepeatedUnderItsKeyAndIsThereOnce() {
    for (String point : new String[] {"before Posts.addAsync", "after Posts.addAsync"}) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
      Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("form-1"));
      board.faults().fail(point, 1);
      assertThatThrownBy(() -> board.submit(SamplePosts.plainText(), key))
          .isInstanceOf(InjectedFault.class);
      board.crash();

      Submitted answer = board.submit(SamplePosts.plainText(), key);
      board.settle(Duration.ofSeconds(10));

      assertThat(answer).as(point).isInstanceOf(Submitted.Accepted.class);
      assertThat(board.feed()).as(point).hasSize(1);
    }
  }

  @Test
  default void busThatIsDownForLongIsRedriven() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    board.faults().plan(point -> point.equals("before EventBus.publish"));
    board.settle(Duration.ofSeconds(60));
    assertThat(board.feed()).isEmpty();
    assertThat(board.engine().deadLetters().list(10)).hasSize(1);

    board.faults().none();
    board.engine().deadLetters().redriveAll();
    board.settle(Duration.ofSeconds(10));

    assertPublishedOnce(board, post);
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  private static String[] pointsOnTheWayToTheFeed() {
    return new String[] {
      "before EventBus.publish",
      "after EventBus.publish",
      "before Posts.decide",
      "after Posts.decide",
      "before Announcements.published",
      "after Announcements.published"
    };
  }

  private static String[] pointsOnTheWayToTheArchive() {
    return new String[] {
      "before EventBus.publish",
      "after EventBus.publish",
      "before Posts.decide",
      "after Posts.decide",
      "before Archive.put",
      "after Archive.put",
      "before Posts.remove",
      "after Posts.remove"
    };
  }

  private static ApprovalPolicy rejecting() {
    return request ->
        Optional.of(
            new ApprovalPolicy.Judgement.Decided(Verdict.REJECTED, Optional.empty(), "screening"));
  }

  private static void assertPublishedOnce(BoardUnderTest board, Post post) {
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }
}
