package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.EditPost.Edited;
import org.imprimatur.post.SubmitPost.Submitted;
import org.junit.jupiter.api.Test;

class CheckAllowanceTest {
  private static final Optional<IdempotencyKey> NO_KEY = Optional.empty();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void authorWithTooManyWaitingTextsIsToldAndMayGoOnWhenOneIsDecided() {
    MemoryBoard board = board(new AuthorLimits(2, 0, 0));
    Post first = board.submit("One", "x");
    board.submit("Two", "x");

    assertThat(allowance(board)).isEqualTo(new Allowance.TooManyWaiting(2));
    assertThat(board.trySubmit("Three", "x", NO_KEY))
        .isEqualTo(new Submitted.LimitReached(new Allowance.TooManyWaiting(2)));
    assertThat(board.own()).hasSize(2);
    assertThat(board.board().allowance().of("bob")).isEqualTo(new Allowance.Free());

    board.decide(first.id(), Verdict.APPROVED);

    assertThat(allowance(board)).isEqualTo(new Allowance.Free());
  }

  @Test
  void authorWhoIsTooFastIsToldWhenToGoOnAlsoWhereTextsHaveLeft() {
    MemoryBoard board = board(new AuthorLimits(0, 2, 0));
    Post first = board.submit("One", "x");
    board.decide(first.id(), Verdict.REJECTED);
    board.deliver();
    board.advance(Duration.ofMinutes(10));
    board.submit("Two", "x");

    assertThat(allowance(board))
        .isEqualTo(new Allowance.TooFast(2, HOUR, MemoryBoard.NOON.plus(HOUR)));
    board.advance(Duration.ofMinutes(50));
    assertThat(allowance(board)).isEqualTo(new Allowance.Free());
  }

  @Test
  void otherTextOfAPostCountsTowardsThePaceAndNotTowardsWhatWaits() {
    MemoryBoard waiting = board(new AuthorLimits(1, 0, 0));
    MemoryBoard pace = board(new AuthorLimits(0, 1, 0));
    Post replaced = waiting.submit("One", "x");
    Post kept = pace.submit("One", "x");

    assertThat(edit(waiting, replaced)).isInstanceOf(Edited.Accepted.class);
    assertThat(edit(pace, kept)).isInstanceOf(Edited.LimitReached.class);
    assertThat(pace.own()).containsExactly(kept);
  }

  @Test
  void everyTextOfAPostCountsTowardsThePaceHoweverOftenItIsReplaced() {
    MemoryBoard board = board(new AuthorLimits(1, 3, 0));
    Post post = board.submit("One", "x");
    assertThat(edit(board, post, 1)).isInstanceOf(Edited.Accepted.class);
    board.advance(Duration.ofMinutes(20));
    assertThat(edit(board, post, 2)).isInstanceOf(Edited.Accepted.class);

    assertThat(edit(board, post, 3))
        .isEqualTo(
            new Edited.LimitReached(new Allowance.TooFast(3, HOUR, MemoryBoard.NOON.plus(HOUR))));

    board.advance(Duration.ofMinutes(40));
    assertThat(edit(board, post, 3)).isInstanceOf(Edited.Accepted.class);
  }

  @Test
  void textsOfOneMinuteAreLimitedAndOtherAuthorsGoOn() {
    MemoryBoard board = board(new AuthorLimits(0, 60, 10));
    IntStream.range(0, 10).forEach(i -> board.submit("Text " + i, "x"));

    assertThat(board.trySubmit("One more", "x", NO_KEY))
        .isEqualTo(
            new Submitted.LimitReached(
                new Allowance.TooFast(10, MINUTE, MemoryBoard.NOON.plus(MINUTE))));
    assertThat(allowance(board)).isInstanceOf(Allowance.TooFast.class);
    assertThat(board.board().allowance().of("bob")).isEqualTo(new Allowance.Free());

    board.advance(MINUTE);
    assertThat(allowance(board)).isEqualTo(new Allowance.Free());
  }

  /** None of them is stored yet when the last is asked about. */
  @Test
  void textsSentInTheSameMomentDoNotPassTheLimitTogether() {
    MemoryBoard board = board(new AuthorLimits(0, 0, 10));
    CheckAllowance allowance = board.board().allowance();

    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> allowance.takeForPost("ann")))
        .filteredOn(new Allowance.Free()::equals)
        .hasSize(10);
  }

  @Test
  void repeatIsAnsweredAsTheFirstWhateverTheLimit() {
    MemoryBoard board = board(new AuthorLimits(1, 1, 0));
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k"));

    Submitted first = board.trySubmit("One", "x", key);

    assertThat(board.trySubmit("One", "x", key)).isEqualTo(first);
  }

  @Test
  void limitsAreOffOrUpToAHundred() {
    assertThat(board(AuthorLimits.NONE).board().allowance().of("ann"))
        .isEqualTo(new Allowance.Free());
    assertThatThrownBy(() -> new AuthorLimits(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuthorLimits(0, 101, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MemoryBoard board(AuthorLimits limits) {
    return new MemoryBoard(ApprovalPolicy.manual(), limits);
  }

  private static Allowance allowance(MemoryBoard board) {
    return board.board().allowance().of("ann");
  }

  private static Edited edit(MemoryBoard board, Post post) {
    return edit(board, post, 1);
  }

  private static Edited edit(MemoryBoard board, Post post, int seen) {
    return board
        .board()
        .editPost()
        .edit(post.id(), "ann", seen, "Other " + seen, "y", post.trace());
  }
}
