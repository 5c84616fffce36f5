package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class SubmitPostTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());

  @Test
  void acceptedPostWaitsForApprovalFromNowOn() {
    Post post = board.submit("Title", "Body");

    assertThat(post.status()).isEqualTo(Status.PENDING);
    assertThat(post.revision()).isEqualTo(1);
    assertThat(post.submittedAt()).isEqualTo(MemoryBoard.NOON);
    assertThat(post.expires()).isEqualTo(MemoryBoard.NOON.plus(Duration.ofDays(30)));
    assertThat(post.current().asking())
        .isEqualTo(new Asking(1, Optional.of(MemoryBoard.NOON.plusSeconds(70))));
    assertThat(board.posts().find(post.id(), MemoryBoard.NOON)).contains(post);
    assertThat(board.heard())
        .extracting(Occurrence::kind)
        .containsExactly(Occurrence.Kind.SUBMITTED);
  }

  @Test
  void keepsTimeToTheMillisecond() {
    board.advance(Duration.ofNanos(1_999_999));

    assertThat(board.submit("Title", "Body").submittedAt())
        .isEqualTo(MemoryBoard.NOON.plusMillis(1));
  }

  @Test
  void keepsWhatWasTypedInItsTidyForm() {
    assertThat(board.submit("  Cafe\u0301 ", "a\r\nb\n").text())
        .isEqualTo(new Submission("Caf\u00E9", "a\nb"));
  }

  @Test
  void keepsNothingOfATextThatMayNotStand() {
    Submitted answer = board.trySubmit("\u200B", "", Optional.empty());

    assertThat(answer)
        .isInstanceOfSatisfying(
            Submitted.Invalid.class,
            invalid ->
                assertThat(invalid.violations())
                    .extracting(Violation::field)
                    .containsExactly("title", "body"));
    assertThat(board.own()).isEmpty();
    assertThat(board.heard()).isEmpty();
  }

  @Test
  void textThatMayNotStandDoesNotUseUpItsKey() {
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("form"));
    board.trySubmit("", "Body", key);

    assertThat(board.trySubmit("Title", "Body", key)).isInstanceOf(Submitted.Accepted.class);
  }

  @Test
  void repeatInAnotherSpellingOfTheSameTextIsTheSame() {
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("form"));
    Submitted first = board.trySubmit("Caf\u00E9", "Body\n", key);

    assertThat(board.trySubmit("Cafe\u0301", "Body\r\n", key)).isEqualTo(first);
    assertThat(board.own()).hasSize(1);
  }

  @Test
  void answerFollowsTheBranchThatHolds() {
    Post post = board.submit("Title", "Body");
    Submitted accepted = new Submitted.Accepted(post);
    Submitted invalid = new Submitted.Invalid(List.of(new Violation("title", "no")));
    Submitted reused = new Submitted.KeyReused(post.id());

    assertThat(branch(accepted)).isEqualTo("accepted");
    assertThat(branch(invalid)).isEqualTo("invalid");
    assertThat(branch(reused)).isEqualTo("reused");
    assertThat(branch(new Submitted.LimitReached(new Allowance.TooManyWaiting(3))))
        .isEqualTo("limit reached");
  }

  private static String branch(Submitted answer) {
    return answer.fold(
        post -> "accepted", violations -> "invalid", () -> "reused", allowance -> "limit reached");
  }

  @Test
  void looksAtWhatIsStoredUnderAKeyAndWhereThereAreLimits() {
    Optional<IdempotencyKey> key = IdempotencyKey.parse("7f2c");
    MemoryBoard limited = new MemoryBoard(ApprovalPolicy.manual(), new AuthorLimits(0, 0, 10));

    assertThat(board.board().submitPost().looks(Optional.empty())).isFalse();
    assertThat(board.board().submitPost().looks(key)).isTrue();
    assertThat(limited.board().submitPost().looks(Optional.empty())).isTrue();
  }
}
