package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.Test;

/** A submission that is sent again under its key. */
public interface RepeatedSubmissionContract extends EngineContract {
  /** The key of these submissions. */
  Optional<IdempotencyKey> KEY = Optional.of(new IdempotencyKey("6f1c:form"));

  @Test
  default void sameKeyAndTextIsOnePostWithOneAnswer() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Submitted first = board.submit(SamplePosts.plainText(), KEY);
    Submitted second = board.submit(SamplePosts.plainText(), KEY);
    board.settle(Duration.ofSeconds(10));

    assertThat(first).isInstanceOf(Submitted.Accepted.class).isEqualTo(second);
    assertThat(board.feed()).hasSize(1);
    assertThat(board.telemetry().of(Kind.SUBMITTED)).hasSize(1);
  }

  @Test
  default void sameKeyWithAnotherTextIsRefusedAndKeepsTheFirst() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    PostId first = accepted(board.submit(SamplePosts.plainText(), KEY)).id();

    Submitted second = board.submit(SamplePosts.hostileText(), KEY);
    board.settle(Duration.ofSeconds(10));

    assertThat(second).isEqualTo(new Submitted.KeyReused(first));
    assertThat(board.feed()).extracting(PublicPost::text).containsExactly(SamplePosts.plainText());
  }

  @Test
  default void sameKeyOfAnotherAuthorIsAnotherPost() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    board.submit(SamplePosts.ANN, SamplePosts.plainText(), KEY);
    board.submit(SamplePosts.BOB, SamplePosts.plainText(), KEY);
    board.settle(Duration.ofSeconds(10));

    assertThat(board.feed()).hasSize(2);
  }

  @Test
  default void noKeyIsAnotherPostEachTime() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    board.submit();
    board.submit();
    board.settle(Duration.ofSeconds(10));

    assertThat(board.feed()).hasSize(2);
  }

  @Test
  default void repeatIsAnsweredWithThePostAsItStands() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    board.submit(SamplePosts.plainText(), KEY);
    board.settle(Duration.ofSeconds(10));

    Post again = accepted(board.submit(SamplePosts.plainText(), KEY));

    assertThat(board.feed()).containsExactly(PublicPost.of(again));
  }

  @Test
  default void repeatAfterTheRejectionBringsNothingBack() {
    BoardUnderTest board = BoardUnderTest.open(this, rejecting());
    Post first = accepted(board.submit(SamplePosts.plainText(), KEY));
    board.settle(Duration.ofSeconds(10));

    Post again = accepted(board.submit(SamplePosts.plainText(), KEY));
    Submitted another = board.submit(SamplePosts.hostileText(), KEY);
    board.settle(Duration.ofSeconds(10));

    assertThat(again).isEqualTo(board.archived().get(0).post());
    assertThat(another).isEqualTo(new Submitted.KeyReused(first.id()));
    assertThat(board.stored(first)).isEmpty();
    assertThat(board.archived()).hasSize(1);
  }

  @Test
  default void repeatAfterTheExpiryBringsNothingBack() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post first = accepted(board.submit(SamplePosts.plainText(), KEY));
    board.settle(Duration.ofSeconds(10));
    board.settle(Duration.ofDays(30));

    assertThat(accepted(board.submit(SamplePosts.plainText(), KEY)).id()).isEqualTo(first.id());
    board.settle(Duration.ofSeconds(10));

    assertThat(board.stored(first)).isEmpty();
    assertThat(board.feed()).isEmpty();
    assertThat(board.archived()).hasSize(1);
  }

  @Test
  default void doubleClickOnRealThreadsIsOnePost() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Set<PostId> ids = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("round-" + round));
      Callable<PostId> click = () -> accepted(board.submit(SamplePosts.plainText(), key)).id();
      List<PostId> answers = Race.run(IntStream.range(0, 3).mapToObj(i -> click).toList());
      assertThat(answers).containsOnly(answers.get(0));
      ids.addAll(answers);
    }
    board.settle(Duration.ofSeconds(10));

    assertThat(board.feed()).extracting(PublicPost::id).containsExactlyInAnyOrderElementsOf(ids);
  }

  private static Post accepted(Submitted answer) {
    if (answer instanceof Submitted.Accepted accepted) {
      return accepted.post();
    }
    throw new AssertionError("not accepted: " + answer);
  }

  private static ApprovalPolicy rejecting() {
    return request ->
        Optional.of(
            new ApprovalPolicy.Judgement.Decided(Verdict.REJECTED, Optional.of("no"), "screening"));
  }
}
