package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.EditPost.Edited;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What becomes of posts whose authors hand in other texts. */
public interface RevisionsContract extends EngineContract {
  /** A text after another. */
  Submission BETTER = new Submission("Found: a black cat", "By the new mill.");

  @Test
  default void editedPendingPostWaitsAgainWithItsNewText() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post first = board.submit();
    board.sleep(Duration.ofHours(1));

    Post edited = accepted(edit(board, first, BETTER));

    assertThat(edited.status()).isEqualTo(Status.PENDING);
    assertThat(edited.revision()).isEqualTo(2);
    assertThat(edited.text()).isEqualTo(BETTER);
    assertThat(edited.earlier()).contains(first.text());
    assertThat(edited.submittedAt()).isEqualTo(first.submittedAt());
    assertThat(edited.waitingSince()).contains(board.now());
    assertThat(board.stored(first)).contains(edited);
  }

  @Test
  default void decisionOnATextThatWasReplacedIsStale() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post first = board.submit();
    Post edited = accepted(edit(board, first, BETTER));

    assertThat(decide(board, first, 1, Verdict.APPROVED))
        .isEqualTo(new Posts.Decided.StaleRevision(edited));
    board.respond("late", first.id(), Verdict.APPROVED, 1);
    board.settle();

    assertThat(board.stored(first)).contains(edited);
    assertThat(board.feed()).isEmpty();
  }

  @Test
  default void approvalServiceIsAskedAboutEachText() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post first = board.submit();
    board.settle();
    edit(board, first, BETTER);
    board.settle(Duration.ofSeconds(10));

    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(BETTER);
    assertThat(board.announced()).extracting(Post::revision).containsExactly(2);
  }

  @Test
  default void approvedTextStaysPublicUntilTheNewOneIsApproved() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = published(board);
    board.sleep(Duration.ofDays(2));

    Post edited = accepted(edit(board, published, BETTER));
    board.settle();

    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(published.text());
    assertThat(queue(board)).containsExactly(edited);
    assertThat(edited.waiting().orElseThrow().text()).isEqualTo(BETTER);

    board.sleep(Duration.ofHours(1));
    decide(board, published, 2, Verdict.APPROVED);
    board.settle();

    Post updated = board.newest();
    assertThat(board.feed()).containsExactly(PublicPost.of(updated));
    assertThat(board.feed().get(0).updatedAt()).isEqualTo(board.now());
    assertThat(updated.text()).isEqualTo(BETTER);
    assertThat(updated.revision()).isEqualTo(2);
    assertThat(updated.publishedAt()).isEqualTo(published.publishedAt());
    assertThat(updated.expires()).isEqualTo(published.expires());
    assertThat(updated.earlier()).contains(published.text());
    assertThat(queue(board)).isEmpty();
    assertThat(board.announced()).hasSize(1);
  }

  @Test
  default void newTextOfAPublishedPostThatIsRejectedChangesNothingPublic() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = published(board);
    edit(board, published, BETTER);

    decide(board, published, 2, Verdict.REJECTED);
    board.settle();

    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(published.text());
    Post kept = board.stored(published).orElseThrow();
    assertThat(kept.latest().text()).isEqualTo(BETTER);
    assertThat(kept.latest().decision().orElseThrow().reason()).contains("seen");
    assertThat(queue(board)).isEmpty();
    assertThat(board.archived()).isEmpty();
  }

  @Test
  default void postSentBackWaitsForItsAuthorAndThenForADecision() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post first = board.submit();

    decide(board, first, 1, Verdict.CHANGES_REQUESTED);
    board.settle();

    Post back = board.stored(first).orElseThrow();
    assertThat(back.status()).isEqualTo(Status.CHANGES_REQUESTED);
    assertThat(back.decision().orElseThrow().reason()).contains("seen");
    assertThat(queue(board)).isEmpty();
    assertThat(board.archived()).isEmpty();
    assertThat(decide(board, first, 1, Verdict.APPROVED))
        .isEqualTo(new Posts.Decided.AlreadyDecided(back));

    Post edited = accepted(edit(board, back, BETTER));
    assertThat(queue(board)).containsExactly(edited);
    decide(board, first, 2, Verdict.APPROVED);
    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(BETTER);
  }

  @Test
  default void postSentBackLeavesWithItsTextWhenItsTimeIsOverOrItsAuthorTakesItBack() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post left = board.submit();
    Post taken = board.submit();
    decide(board, left, 1, Verdict.CHANGES_REQUESTED);
    decide(board, taken, 1, Verdict.CHANGES_REQUESTED);

    assertThat(board.board().withdrawPost().withdraw(taken.id(), "ann"))
        .isEqualTo(Posts.Withdrawn.DONE);
    board.sleep(Duration.ofDays(31));
    board.settle();

    assertThat(board.archived())
        .extracting(departed -> departed.post().id(), ArchivedPost::cause)
        .containsExactlyInAnyOrder(
            tuple(left.id(), Cause.EXPIRED), tuple(taken.id(), Cause.WITHDRAWN));
  }

  @Test
  default void ofTwoEditsFromOneTextTheSecondIsTold() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post first = board.submit();
    Post edited = accepted(edit(board, first, BETTER));

    assertThat(edit(board, first, new Submission("Another", "One")))
        .isEqualTo(new Edited.Stale(edited));
    assertThat(edit(board, first, BETTER)).isEqualTo(new Edited.Accepted(edited));
    assertThat(board.stored(first)).contains(edited);
  }

  @Test
  default void onlyItsAuthorEditsAPostAndOnlyWhileItIsOnTheBoard() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();

    assertThat(edit(board, post, "bob", BETTER)).isEqualTo(new Edited.NotFound());
    decide(board, post, 1, Verdict.REJECTED);
    assertThat(edit(board, post, BETTER)).isInstanceOf(Edited.TooLate.class);
    board.settle();
    assertThat(edit(board, post, BETTER)).isEqualTo(new Edited.NotFound());
  }

  @Test
  default void droppedNewTextOfAPublishedPostIsNotApprovedLater() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = published(board);
    edit(board, published, BETTER);

    assertThat(board.board().withdrawPost().withdraw(published.id(), "ann"))
        .isEqualTo(Posts.Withdrawn.DONE);
    board.respond("late", published.id(), Verdict.APPROVED, 2);
    board.settle();

    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(published.text());
    assertThat(queue(board)).isEmpty();
  }

  @Test
  default void decisionOnADroppedTextIsNoneOnTheNext() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = published(board);
    edit(board, published, BETTER);
    board.board().withdrawPost().withdraw(published.id(), "ann");
    edit(board, published, new Submission("Unseen", "By anybody"));

    Posts.Decided late = decide(board, published, 2, Verdict.APPROVED);

    assertThat(late).isInstanceOf(Posts.Decided.StaleRevision.class);
    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(published.text());
  }

  @Test
  default void newTextThatNobodyDecidedOnIsInTheArchiveWithItsPost() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = published(board);
    edit(board, published, BETTER);

    board.sleep(Duration.ofDays(31));
    board.settle();

    Post departed = board.archived().get(0).post();
    assertThat(departed.text()).isEqualTo(published.text());
    assertThat(departed.latest().text()).isEqualTo(BETTER);
  }

  @Test
  default void nobodyDecidesOnAPostOfTheirOwn() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();

    assertThat(
            board
                .board()
                .recordDecision()
                .byModerator(
                    post.id(),
                    1,
                    Verdict.APPROVED,
                    Optional.empty(),
                    Decider.moderator("ann", "Ann")))
        .isEqualTo(new Posts.Decided.OwnPost(post));
    assertThat(board.stored(post)).contains(post);
  }

  private static Edited edit(BoardUnderTest board, Post seen, Submission text) {
    return edit(board, seen, "ann", text);
  }

  private static Edited edit(BoardUnderTest board, Post seen, String author, Submission text) {
    return board
        .board()
        .editPost()
        .edit(seen.id(), author, seen.latest().number(), text.title(), text.body(), seen.trace());
  }

  private static Post accepted(Edited answer) {
    if (answer instanceof Edited.Accepted accepted) {
      return accepted.post();
    }
    throw new AssertionError("a good text was refused: " + answer);
  }

  private static Post published(BoardUnderTest board) {
    Post post = board.submit();
    decide(board, post, 1, Verdict.APPROVED);
    board.settle();
    return board.stored(post).orElseThrow();
  }

  private static Posts.Decided decide(
      BoardUnderTest board, Post post, int revision, Verdict verdict) {
    return board
        .board()
        .recordDecision()
        .byModerator(
            post.id(), revision, verdict, Optional.of("seen"), Decider.moderator("mia", "Mia"));
  }

  private static List<Post> queue(BoardUnderTest board) {
    return board.board().readPosts().waiting(PageRequest.first(10)).items();
  }
}
