package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.archive.Cause;
import org.imprimatur.contract.RecordingTelemetry;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** A whole board in one process against an endpoint that speaks AWS, by the clock on the wall. */
class LocalAwsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SecureRandom random = new SecureRandom();
  private final AwsSettings settings =
      new AwsSettings(
          "eu-west-1",
          Optional.of(Cloud.endpoint()),
          Tables.named("local" + Math.abs(random.nextInt())),
          "bus" + Math.abs(random.nextInt()));

  @Test
  void aSubmittedPostIsPublishedAndARejectedOneArchived() {
    LocalCloud.stream(settings.tables().posts());
    CloudBus.open(
        settings.busName(), (id, envelope) -> LocalCloud.event(settings.busName(), envelope));
    try (LocalAws local = LocalAws.prepare(settings);
        AwsRuntime runtime =
            new AwsRuntime(settings, Clock.systemUTC(), random, Capacity.ignored())) {
      Board board = board(runtime);
      local.deliverTo(board);
      submit(board, "A good one");
      submit(board, "A bad one");

      await(() -> board.readPosts().feed(PageRequest.first(9)).items().size() == 1);
      await(() -> board.archive().all(PageRequest.first(9)).items().size() == 1);

      assertThat(board.readPosts().feed(PageRequest.first(9)).items().get(0).title())
          .isEqualTo("A good one");
      assertThat(board.archive().all(PageRequest.first(9)).items().get(0).cause())
          .isEqualTo(Cause.REJECTED);
    }
  }

  @Test
  void whatIsThereAlreadyIsLeftAsItIs() {
    LocalAws.prepare(settings).close();
    LocalAws.prepare(settings).close();
  }

  private Board board(AwsRuntime runtime) {
    ApprovalPolicy choosy =
        request ->
            Optional.of(
                new Judgement.Decided(
                    request.text().title().contains("bad") ? Verdict.REJECTED : Verdict.APPROVED,
                    Optional.empty(),
                    "test"));
    return new Board(
        runtime.ports(),
        new BoardSettings(
            choosy,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            new Lifetime(Duration.ofDays(30))),
        Clock.systemUTC(),
        random,
        post -> {},
        new RecordingTelemetry());
  }

  private void submit(Board board, String title) {
    board
        .submitPost()
        .submit(SamplePosts.ANN, title, "Body", Optional.empty(), TraceParent.start(random));
  }

  private static void await(BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience is over").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
