package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.imprimatur.post.Author;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.Submissions;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.junit.jupiter.api.Test;

class ByWorkersTest {
  private static final Author ANN = new Author("ann", "Ann");
  private static final TraceParent TRACE =
      new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  private static final Submitted ANSWER = new Submitted.Invalid(List.of());
  private static final Optional<IdempotencyKey> KEY = IdempotencyKey.parse("7f2c");

  private final Queue<Runnable> left = new ArrayDeque<>();
  private final Submissions submissions =
      new ByWorkers(
          (author, title, body, key, trace) -> CompletableFuture.completedFuture(ANSWER),
          Optional::isPresent,
          left::add);

  @Test
  void whatWaitsIsLeftToAWorker() {
    CompletableFuture<Submitted> answer = submissions.submitAsync(ANN, "T", "B", KEY, TRACE);
    assertThat(answer).isNotDone();
    left.remove().run();
    assertThat(answer).isCompletedWithValue(ANSWER);
  }

  @Test
  void whatDoesNotWaitNeedsNoWorker() {
    assertThat(submissions.submitAsync(ANN, "T", "B", Optional.empty(), TRACE))
        .isCompletedWithValue(ANSWER);
    assertThat(left).isEmpty();
  }

  @Test
  void whoWaitsAnywayNeedsNoWorker() {
    assertThat(submissions.submit(ANN, "T", "B", KEY, TRACE)).isEqualTo(ANSWER);
    assertThat(left).isEmpty();
  }

  @Test
  void storeThatAWorkerFindsAwayFailsTheAnswer() {
    Submissions away =
        new ByWorkers(
            (author, title, body, key, trace) -> {
              throw new StoreUnavailable("away", true, new IllegalStateException());
            },
            key -> true,
            Runnable::run);
    assertThat(away.submitAsync(ANN, "T", "B", KEY, TRACE)).isCompletedExceptionally();
    assertThatThrownBy(() -> StoreUnavailable.await(away.submitAsync(ANN, "T", "B", KEY, TRACE)))
        .isInstanceOf(StoreUnavailable.class);
  }
}
