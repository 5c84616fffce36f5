package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole board at an endpoint, by the clock on the wall, as a run of the application has it. */
class BoardOnEndpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MONTH = Duration.ofDays(30);

  private final AwsSettings settings = Endpoint.fresh();

  @AfterEach
  void removeWhatWasMade() {
    Clients clients = Endpoint.clients();
    new EndpointRemains(clients.dynamoDb(), clients.eventBridge(), clients.sqs()).remove(settings);
  }

  @Test
  void aPostIsPublishedAfterTheDelayAndABadOneArchived() {
    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      Post good = board.submit("A good one", "Body");
      Post bad = board.submit("A bad one", "Body");

      LocalBoard.await(PATIENCE, () -> board.feed().size() + board.archived().size() == 2);

      Post published = board.newest();
      assertThat(published.id()).isEqualTo(good.id());
      assertThat(published.decision().orElseThrow().decidedAt())
          .isAfterOrEqualTo(good.submittedAt().plus(LocalBoard.DELAY));
      assertThat(board.archived())
          .singleElement()
          .satisfies(departed -> assertThat(departed.cause()).isEqualTo(Cause.REJECTED))
          .satisfies(departed -> assertThat(departed.post().id()).isEqualTo(bad.id()));
    }
  }

  @Test
  void theLargestPostArrivesAsItWasWritten() {
    try (LocalBoard board = new LocalBoard(settings, MONTH)) {
      Post large = board.submit(LargestPost.TITLE, LargestPost.BODY);

      LocalBoard.await(PATIENCE, () -> !board.feed().isEmpty());

      assertThat(board.feed().get(0).text()).isEqualTo(large.text());
    }
  }

  @Test
  void aProcessThatEndedGoesOnWhereItWas() {
    try (LocalBoard first = new LocalBoard(settings, MONTH)) {
      for (int i = 0; i < 20; i++) {
        first.submit(i % 4 == 0 ? "A bad one" : "A good one", "Body");
      }
    }
    try (LocalBoard second = new LocalBoard(settings, MONTH)) {
      LocalBoard.await(PATIENCE, () -> second.feed().size() + second.archived().size() == 20);

      assertThat(second.feed()).hasSize(15).doesNotHaveDuplicates();
    }
  }

  @Test
  void anExpiredPostIsNotShownAndGoesToTheArchive() {
    try (LocalBoard board = new LocalBoard(settings, Duration.ofSeconds(5))) {
      Post post = board.submit("A good one", "Body");
      LocalBoard.await(PATIENCE, () -> !board.feed().isEmpty());
      Instant expires = board.feed().get(0).expires();

      LocalBoard.await(PATIENCE, () -> board.feed().isEmpty());
      assertThat(Instant.now()).isAfterOrEqualTo(expires);
      LocalBoard.await(PATIENCE, () -> !board.archived().isEmpty());

      List<ArchivedPost> archived = board.archived();
      assertThat(archived).hasSize(1);
      assertThat(archived.get(0).cause()).isEqualTo(Cause.EXPIRED);
      assertThat(archived.get(0).post().text()).isEqualTo(post.text());
    }
  }
}
