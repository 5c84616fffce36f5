package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.EditPost.Edited;
import org.imprimatur.post.SubmitPost.Submitted;
import org.junit.jupiter.api.Test;

class CheckAllowanceTest {
  private static final Optional<IdempotencyKey> NO_KEY = Optional.empty();

  @Test
  void authorWithTooManyWaitingTextsIsToldAndMayGoOnWhenOneIsDecided() {
    MemoryBoard board = board(new AuthorLimits(2, 0));
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
    MemoryBoard board = board(new AuthorLimits(0, 2));
    Post first = board.submit("One", "x");
    board.decide(first.id(), Verdict.REJECTED);
    board.deliver();
    board.advance(Duration.ofMinutes(10));
    board.submit("Two", "x");

    assertThat(allowance(board))
        .isEqualTo(new Allowance.TooFast(2, MemoryBoard.NOON.plus(Duration.ofHours(1))));
    board.advance(Duration.ofMinutes(50));
    assertThat(allowance(board)).isEqualTo(new Allowance.Free());
  }

  @Test
  void otherTextOfAPostCountsTowardsThePaceAndNotTowardsWhatWaits() {
    MemoryBoard waiting = board(new AuthorLimits(1, 0));
    MemoryBoard pace = board(new AuthorLimits(0, 1));
    Post replaced = waiting.submit("One", "x");
    Post kept = pace.submit("One", "x");

    assertThat(edit(waiting, replaced)).isInstanceOf(Edited.Accepted.class);
    assertThat(edit(pace, kept)).isInstanceOf(Edited.LimitReached.class);
    assertThat(pace.own()).containsExactly(kept);
  }

  @Test
  void repeatIsAnsweredAsTheFirstWhateverTheLimit() {
    MemoryBoard board = board(new AuthorLimits(1, 1));
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k"));

    Submitted first = board.trySubmit("One", "x", key);

    assertThat(board.trySubmit("One", "x", key)).isEqualTo(first);
  }

  @Test
  void limitsAreOffOrUpToAHundred() {
    assertThat(board(AuthorLimits.NONE).board().allowance().of("ann"))
        .isEqualTo(new Allowance.Free());
    assertThatThrownBy(() -> new AuthorLimits(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuthorLimits(0, 101)).isInstanceOf(IllegalArgumentException.class);
  }

  private static MemoryBoard board(AuthorLimits limits) {
    return new MemoryBoard(ApprovalPolicy.manual(), limits);
  }

  private static Allowance allowance(MemoryBoard board) {
    return board.board().allowance().of("ann");
  }

  private static Edited edit(MemoryBoard board, Post post) {
    return board.board().editPost().edit(post.id(), "ann", 1, "Other", "y", post.trace());
  }
}
