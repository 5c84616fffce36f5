package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Post;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole board in one process against an endpoint that speaks AWS, by the clock on the wall. */
class LocalAwsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MONTH = Duration.ofDays(30);

  private final int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
  private final AwsSettings settings =
      new AwsSettings(
          "eu-west-1",
          Optional.of(Cloud.endpoint()),
          Tables.named("local" + number),
          "bus" + number);

  @BeforeEach
  void openTheCloud() {
    LocalCloud.stream(settings.tables().posts());
    CloudBus.open(
        settings.busName(), (id, envelope) -> LocalCloud.event(settings.busName(), envelope));
  }

  @Test
  void aSubmittedPostIsPublishedAndARejectedOneArchived() {
    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      board.submit("A good one", "Body");
      board.submit("A bad one", "Body");

      LocalBoard.await(PATIENCE, () -> board.feed().size() == 1 && board.archived().size() == 1);

      assertThat(board.feed().get(0).title()).isEqualTo("A good one");
      assertThat(board.archived().get(0).cause()).isEqualTo(Cause.REJECTED);
    }
  }

  @Test
  void theDelayIsKeptWhereTheEndpointHoldsNothingBack() {
    LocalCloud.hurry(settings.busName());
    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      Post post = board.submit("A good one", "Body");

      LocalBoard.await(PATIENCE, () -> board.feed().size() == 1);

      assertThat(board.newest().decision().orElseThrow().decidedAt())
          .isAfterOrEqualTo(post.submittedAt().plus(LocalBoard.DELAY));
    }
  }

  @Test
  void whatWasDealtWithIsNotDealtWithAgainAfterARestart() {
    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      board.submit("A good one", "Body");
      LocalBoard.await(PATIENCE, () -> board.feed().size() == 1);
    }

    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      board.submit("Another good one", "Body");
      LocalBoard.await(PATIENCE, () -> board.feed().size() == 2);

      assertThat(board.telemetry().of(Kind.APPROVAL_ANSWERED)).hasSize(1);
    }
  }

  @Test
  void anExpiredPostGoesToTheArchiveThoughTheEndpointHasNoTimeToLive() {
    try (LocalBoard board = new LocalBoard(settings, Duration.ofSeconds(3))) {
      Post post = board.submit("A good one", "Body");

      LocalBoard.await(PATIENCE, () -> board.archived().size() == 1);

      assertThat(board.feed()).isEmpty();
      assertThat(board.archived().get(0).cause()).isEqualTo(Cause.EXPIRED);
      assertThat(board.archived().get(0).post().text()).isEqualTo(post.text());
      assertThat(board.telemetry().of(Kind.PUBLISHED)).hasSize(1);
    }
  }

  @Test
  void anotherDelayIsTakenOverByTheQueueThatIsThere() {
    new LocalBoard(settings, MONTH, Duration.ofSeconds(60)).close();

    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      board.submit("A good one", "Body");

      LocalBoard.await(Duration.ofSeconds(30), () -> board.feed().size() == 1);
    }
  }

  @Test
  void whatIsThereAlreadyIsLeftAsItIs() {
    LocalAws.prepare(settings).close();
    LocalAws.prepare(settings).close();
  }
}
