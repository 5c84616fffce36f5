package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.archive.RestorePost.Restored;
import org.imprimatur.post.Decider;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.RenewPost.Renewed;
import org.imprimatur.post.ReportPost.Reported;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

/** What happens to posts after the first decision: reports, second looks, renewals, returns. */
public interface SecondLookContract extends EngineContract {
  /** Who decides. */
  Decider MIA = Decider.moderator("mia", "Mia");

  @Test
  default void heldTextIsInTheQueueWithItsReasonsAndNotAskedAboutAgain() {
    List<HoldReason> reasons =
        List.of(new HoldReason("blocked-word", "“cat”"), new HoldReason("new-author", ""));
    BoardUnderTest board =
        BoardUnderTest.open(this, request -> Optional.of(new Judgement.Held(reasons, "screening")));
    Post post = board.submit();

    board.settle(Duration.ofDays(2));

    Post held = board.stored(post).orElseThrow();
    assertThat(held.status()).isEqualTo(Status.PENDING);
    assertThat(held.current().held()).isEqualTo(reasons);
    assertThat(held.current().asking().times()).isEqualTo(1);
    assertThat(held.due()).isEmpty();
    assertThat(queue(board)).containsExactly(held);
  }

  @Test
  default void reportsGatherUntilTheyAreEnough() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);

    assertThat(report(board, post, "r1")).isEqualTo(Reported.DONE);
    assertThat(report(board, post, "r1")).isEqualTo(Reported.BEFORE);
    assertThat(report(board, post, "ann")).isEqualTo(Reported.OWN);
    assertThat(report(board, post, "r2")).isEqualTo(Reported.DONE);
    assertThat(queue(board)).isEmpty();
    board.sleep(Duration.ofMinutes(5));
    assertThat(report(board, post, "r3")).isEqualTo(Reported.DONE);

    Post reported = board.stored(post).orElseThrow();
    assertThat(queue(board)).containsExactly(reported);
    assertThat(reported.waitingSince()).contains(board.now());
    assertThat(reported.reports().open())
        .extracting("reporterId")
        .containsExactly("r1", "r2", "r3");
    assertThat(board.feed()).containsExactly(PublicPost.of(reported));
  }

  @Test
  default void postThatIsKeptLeavesTheQueueAndOldReportersCountNoMore() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    List.of("r1", "r2", "r3").forEach(reader -> report(board, post, reader));

    review(board, post, true);

    assertThat(queue(board)).isEmpty();
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
    assertThat(report(board, post, "r1")).isEqualTo(Reported.BEFORE);
    report(board, post, "r4");
    report(board, post, "r5");
    assertThat(queue(board)).isEmpty();
    report(board, post, "r6");
    assertThat(queue(board)).hasSize(1);
  }

  @Test
  default void secondModeratorLooksAtReportsTooLateAndChangesNothing() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    List.of("r1", "r2", "r3").forEach(reader -> report(board, post, reader));
    review(board, post, true);
    Post kept = board.stored(post).orElseThrow();

    assertThat(review(board, post, false)).isEqualTo(new Posts.Decided.AlreadyDecided(kept));

    assertThat(board.feed()).containsExactly(PublicPost.of(kept));
  }

  @Test
  default void postThatIsTakenDownIsInTheArchiveWithTheReason() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);

    Posts.Decided answer = review(board, post, false);
    board.settle();

    assertThat(answer).isInstanceOf(Posts.Decided.Applied.class);
    assertThat(board.feed()).isEmpty();
    ArchivedPost departed = board.archived().get(0);
    assertThat(departed.cause()).isEqualTo(Cause.REJECTED);
    assertThat(departed.post().decision().orElseThrow().reason()).contains("looked again");
    assertThat(review(board, post, true)).isEqualTo(new Posts.Decided.Gone());
  }

  @Test
  default void whatIsNotPublicCannotBeReportedAndIsAnsweredAsUnknown() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post pending = board.submit();
    Post published = published(board);
    board.sleep(Duration.ofDays(30));

    assertThat(report(board, pending, "r1")).isEqualTo(Reported.NOT_FOUND);
    assertThat(report(board, published, "r1")).isEqualTo(Reported.NOT_FOUND);
  }

  @Test
  default void renewedPostStaysALifetimeFromNowAndKeepsItsPlace() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    board.sleep(Duration.ofDays(29));

    Renewed answer = board.board().renewPost().renew(post.id(), "ann");

    Post renewed = board.stored(post).orElseThrow();
    assertThat(answer).isEqualTo(new Renewed.Done(renewed));
    assertThat(renewed.expires()).isEqualTo(board.now().plus(Duration.ofDays(30)));
    assertThat(renewed.publishedAt()).isEqualTo(post.publishedAt());
    assertThat(board.board().renewPost().renew(post.id(), "bob")).isEqualTo(new Renewed.NotFound());
    board.sleep(Duration.ofDays(2));
    board.settle();
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
  }

  @Test
  default void authorIsToldOnceThatAPostWillExpireAndAgainAfterItWasRenewed() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);

    board.settle(Duration.ofDays(26));
    assertThat(expiring(board)).isZero();
    board.settle(Duration.ofDays(2));
    assertThat(expiring(board)).isEqualTo(1);
    board.board().renewPost().renew(post.id(), "ann");
    board.settle(Duration.ofDays(29));

    assertThat(expiring(board)).isEqualTo(2);
  }

  @Test
  default void expiredPostComesBackOnceForItsAuthorAndThenExpiresAgain() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    board.sleep(Duration.ofDays(30));
    board.settle();

    Post back = restored(board.board().restorePost().renew(post.id(), "ann"));
    assertThat(restored(board.board().restorePost().renew(post.id(), "ann"))).isEqualTo(back);
    assertThat(board.board().restorePost().renew(post.id(), "bob"))
        .isEqualTo(new Restored.NotFound());

    assertThat(board.feed()).containsExactly(PublicPost.of(back));
    assertThat(back.text()).isEqualTo(post.text());
    assertThat(back.publishedAt()).contains(board.now());
    board.settle();
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id(), back.id());
    board.sleep(Duration.ofDays(30));
    board.settle();
    assertThat(board.archived())
        .extracting(d -> d.post().id())
        .containsExactly(back.id(), post.id());
  }

  @Test
  default void rejectionIsReversedByANewDecision() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, Verdict.REJECTED, Optional.of("no"), MIA);
    board.settle();
    Optional<String> reason = Optional.of("after all");

    Restored own =
        board.board().restorePost().approve(post.id(), reason, Decider.moderator("ann", "Ann"));
    Post back = restored(board.board().restorePost().approve(post.id(), reason, MIA));

    assertThat(own).isInstanceOf(Restored.OwnPost.class);
    assertThat(board.feed()).containsExactly(PublicPost.of(back));
    assertThat(back.decision().orElseThrow().reason()).isEqualTo(reason);
    assertThat(board.archived()).extracting(ArchivedPost::cause).containsExactly(Cause.REJECTED);
    assertThat(board.board().restorePost().renew(post.id(), "ann"))
        .isInstanceOf(Restored.NotEligible.class);
  }

  @Test
  default void whatCameBackAndLeftAgainComesBackByItselfAndNotFromBefore() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    review(board, post, false);
    board.settle();
    Post back =
        restored(board.board().restorePost().approve(post.id(), Optional.of("after all"), MIA));
    review(board, back, false);
    board.settle();

    assertThat(board.board().restorePost().approve(post.id(), Optional.of("again"), MIA))
        .isInstanceOf(Restored.NotEligible.class);
    assertThat(board.feed()).isEmpty();

    Post again =
        restored(board.board().restorePost().approve(back.id(), Optional.of("again"), MIA));
    assertThat(board.feed()).containsExactly(PublicPost.of(again));
  }

  @Test
  default void everyActOnAPostIsInTheAuditTrailOnce() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = published(board);
    report(board, post, "r1");
    review(board, post, false);
    board.settle();

    assertThat(board.board().audit().of(post.id(), PageRequest.first(10)).items())
        .extracting(entry -> entry.act().name(), entry -> entry.actor().id())
        .containsExactlyInAnyOrder(
            tuple("INSERTED", "ann"),
            tuple("PUBLISHED", "mia"),
            tuple("REPORTED", "r1"),
            tuple("REJECTED", "mia"));
  }

  private static int expiring(BoardUnderTest board) {
    return board.telemetry().of(Occurrence.Kind.EXPIRING).size();
  }

  private static Post restored(Restored answer) {
    if (answer instanceof Restored.Done done) {
      return done.post();
    }
    throw new AssertionError("it did not come back: " + answer);
  }

  private static Reported report(BoardUnderTest board, Post post, String reader) {
    return board.board().reportPost().report(post.id(), reader, "not a cat");
  }

  private static Posts.Decided review(BoardUnderTest board, Post post, boolean stays) {
    return board
        .board()
        .reviewPublished()
        .review(post.id(), post.revision(), 0, stays, Optional.of("looked again"), MIA);
  }

  private static Post published(BoardUnderTest board) {
    Post post = board.submit();
    board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, Verdict.APPROVED, Optional.empty(), MIA);
    board.settle();
    return board.stored(post).orElseThrow();
  }

  private static List<Post> queue(BoardUnderTest board) {
    return board.board().readPosts().waiting(PageRequest.first(10)).items();
  }
}
