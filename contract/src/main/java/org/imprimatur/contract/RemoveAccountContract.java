package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What is left of a person who leaves. */
public interface RemoveAccountContract extends EngineContract {

  @Test
  default void nothingNamesWhoLeftAndTextsOfOthersStay() {
    BoardUnderTest board = boardOfAnn(this);
    Post bobs = submit(board, SamplePosts.BOB);

    board.board().removeAccount().remove("ann", false);
    board.settle();

    assertThat(board.feed()).isEmpty();
    assertThat(board.board().readPosts().own("ann", PageRequest.first(10)).items()).isEmpty();
    assertThat(board.board().archive().byAuthor("ann", PageRequest.first(10)).items()).isEmpty();
    assertThat(board.archived()).hasSize(3);
    assertThat(board.archived())
        .extracting(departed -> departed.post().author().name())
        .containsOnly("Somebody who left");
    List<AuditEntry> trail = Walk.all(board.board().audit()::all, 100);
    assertThat(trail).extracting(entry -> entry.actor().id()).doesNotContain("ann");
    assertThat(trail).extracting(AuditEntry::act).containsOnlyOnce(Act.ACCOUNT_REMOVED);
    assertThat(
            board.engine().ports().notices().of("ann", PageRequest.first(9), board.now()).items())
        .isEmpty();
    assertThat(board.stored(bobs)).contains(bobs);
  }

  @Test
  default void publicPostsMayStayUnderNobodysName() {
    BoardUnderTest board = boardOfAnn(this);

    board.board().removeAccount().remove("ann", true);
    board.settle();

    assertThat(board.feed())
        .extracting(post -> post.author().name())
        .containsExactly("Somebody who left");
    assertThat(board.archived()).hasSize(2);
    board.settle(Duration.ofDays(31));
    assertThat(board.archived())
        .extracting(ArchivedPost::post)
        .extracting(post -> post.author().id())
        .doesNotContain("ann");
  }

  @Test
  default void leavingAgainChangesNothing() {
    BoardUnderTest board = boardOfAnn(this);
    board.board().removeAccount().remove("ann", false);
    board.settle();
    List<ArchivedPost> before = board.archived();

    board.board().removeAccount().remove("ann", false);
    board.settle();

    assertThat(board.archived()).isEqualTo(before);
  }

  private static BoardUnderTest boardOfAnn(EngineContract engines) {
    BoardUnderTest board = BoardUnderTest.open(engines, ApprovalPolicy.manual());
    decide(board, submit(board, SamplePosts.ANN), Verdict.APPROVED);
    decide(board, submit(board, SamplePosts.ANN), Verdict.REJECTED);
    submit(board, SamplePosts.ANN);
    board.settle();
    return board;
  }

  private static void decide(BoardUnderTest board, Post post, Verdict verdict) {
    board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, verdict, Optional.of("seen"), Decider.moderator("mia", "Mia"));
  }

  private static Post submit(BoardUnderTest board, Author author) {
    Submitted answer = board.submit(author, SamplePosts.plainText(), Optional.empty());
    return ((Submitted.Accepted) answer).post();
  }
}
