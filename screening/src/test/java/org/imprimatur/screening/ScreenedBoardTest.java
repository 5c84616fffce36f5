package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.Ports;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.Event;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Author;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board whose approval service screens: from a submission to what stands on the post. */
class ScreenedBoardTest {
  private static final TraceParent TRACE =
      new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final TestClock clock = new TestClock();
  private MemoryRuntime runtime;
  private Board board;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        rules:
          - rule: blocked-words
            then: reject
            words: [spam]
          - rule: links
            at-most: 0
          - rule: repeated-text-of-others
        """);
    runtime =
        new MemoryRuntime(
            clock, new Random(1), Backoff.standard(), ScreenedBoardTest::selects, o -> {});
    Ports ports = runtime.ports();
    Screening screening =
        Screening.open(
            Optional.of(rules),
            new StoredHistory(ports.posts(), ports.archive(), clock),
            clock,
            o -> {});
    BoardSettings reference = BoardSettings.reference();
    BoardSettings settings =
        new BoardSettings(
            screening, reference.approvalDelay(), reference.patience(), reference.lifetime());
    board = new Board(ports, settings, clock, new Random(2), post -> {}, o -> {});
    runtime.start(board.changes(), board.subscriptions());
  }

  @Test
  void cleanPostIsPublishedByScreening() {
    Post post = screened("ann", "Good morning, board!").orElseThrow();

    assertThat(post.status()).isEqualTo(Status.PUBLISHED);
    assertThat(post.decision().orElseThrow().decidedBy()).isEqualTo("screened");
  }

  @Test
  void doubtfulPostWaitsForAModeratorWithItsReasons() {
    screened("ann", Desk.A_LONG_TEXT);
    Post post = screened("bob", Desk.A_LONG_TEXT + " www.a.example").orElseThrow();

    assertThat(post.status()).isEqualTo(Status.PENDING);
    assertThat(post.latest().held())
        .containsExactly(new HoldReason("too-many-links", "1 (at most 0)"));
  }

  @Test
  void copyOfWhatOthersPublishedIsHeld() {
    Post first = screened("ann", Desk.A_LONG_TEXT).orElseThrow();
    Post copy = screened("bob", Desk.A_LONG_TEXT).orElseThrow();

    assertThat(first.status()).isEqualTo(Status.PUBLISHED);
    assertThat(copy.latest().held())
        .containsExactly(new HoldReason("repeated-text-of-others", "post " + first.id()));
  }

  @Test
  void rejectedPostGoesToTheArchiveWithTheMessageOfTheRule() {
    PostId id = submit("ann", "Spam, spam, spam");
    deliver();

    assertThat(runtime.ports().posts().find(id, clock.instant())).isEmpty();
    assertThat(runtime.ports().archive().find(id).orElseThrow().post().decision().orElseThrow())
        .satisfies(
            decision ->
                assertThat(decision.reason())
                    .contains("It has words in it that are not welcome here."));
  }

  private Optional<Post> screened(String author, String body) {
    PostId id = submit(author, body);
    deliver();
    return runtime.ports().posts().find(id, clock.instant());
  }

  private PostId submit(String author, String body) {
    Submitted submitted =
        board
            .submitPost()
            .submit(new Author(author, author), "A title", body, Optional.empty(), TRACE);
    return ((Submitted.Accepted) submitted).post().id();
  }

  private void deliver() {
    for (Duration step : List.of(Duration.ZERO, Duration.ofSeconds(10))) {
      clock.advance(step);
      while (runtime.deliverDue() > 0) {
        continue;
      }
    }
  }

  /** The patterns of the board differ by the detail types they name. */
  private static boolean selects(String pattern, Event event) {
    return pattern.contains('"' + event.detailType() + '"');
  }
}
