package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private static final Decider MIA = Decider.moderator("mia", "mia");

  private final TestClock clock = new TestClock();
  private final Random random = new Random(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path data;
  private EmbeddedRuntime server;
  private Board board;
  private Post pending;
  private Post published;
  private Post rejected;

  /** A running board with posts in every state, and one whose change is still on its way. */
  @BeforeEach
  void open() {
    server = EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {});
    BoardSettings settings =
        new BoardSettings(
            ApprovalPolicy.manual(),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            new Lifetime(Duration.ofDays(30)));
    board = new Board(server.ports(), settings, clock, random, post -> {}, occurrence -> {});
    server.attach(board.changes(), board.subscriptions());
    Post expiring = decided(Verdict.APPROVED);
    clock.advance(Duration.ofDays(29));
    published = decided(Verdict.APPROVED);
    rejected = decided(Verdict.REJECTED);
    pending = submit();
    clock.advance(Duration.ofDays(2));
    server.sweep(Integer.MAX_VALUE);
    settle();
    board.editPost().edit(published.id(), "ann", 1, "Another title", "Body", trace());
    settle();
    assertThat(server.ports().archive().find(expiring.id())).isPresent();
    submit();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void soundBoardIsFoundSoundWhileItRuns() {
    assertThat(check()).isZero();

    assertThat(out())
        .isEqualTo(
            "3 posts on the board, 2 in the archive, 1 deliveries on their way, 0 given up: nothing wrong.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      board-and-archive    | INSERT INTO posts SELECT * FROM gone
      public-unapproved    | UPDATE posts SET verdict = 'REJECTED' WHERE id = $published
      pending-decided      | UPDATE posts SET verdict = 'APPROVED' WHERE id = $pending
      revision-order       | UPDATE posts SET revision = 2 WHERE id = $published
      archived-early       | UPDATE archive SET left_at = left_at - 1 WHERE cause = 'EXPIRED'
      archived-otherwise   | UPDATE archive SET cause = 'WITHDRAWN' WHERE id = $rejected
      change-of-nothing    | DELETE FROM posts WHERE id IN (SELECT id FROM changes)
      request-of-nothing   | INSERT INTO events VALUES ('e', 'imprimatur', 'ApprovalRequest', 1, '{"post":{"id":"x"}}')
      unaudited            | DELETE FROM audit WHERE post_id = $published AND act = 'PUBLISHED'
      unaudited            | DELETE FROM audit WHERE post_id = $rejected AND act = 'REJECTED'
      unreadable           | UPDATE posts SET proposal = '{' WHERE id = $published
      """)
  void whatNoRepairCanKnowIsFoundNamedAndLeft(String name, String plant) throws SQLException {
    plant(plant);

    assertThat(check()).isEqualTo(1);
    assertThat(out()).containsPattern("(?m)^" + name + "  \\S+  .*$").contains(" wrong, of which");

    assertThat(check("--repair")).isEqualTo(1);
    assertThat(out()).contains(" wrong still.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      stuck-leaving        | UPDATE posts SET status = 'WITHDRAWN', waiting_since = NULL, due = NULL WHERE id = $pending
      undelivered-change   | DELETE FROM deliveries WHERE subscriber = 'changes'
      empty-delivery       | INSERT INTO deliveries (about, subscriber, due) VALUES ('e', 'nobody', 1)
      undelivered-decision | INSERT INTO events VALUES ('e', 'imprimatur', 'ApprovalResponse', 1, '{}')
      out-of-step          | UPDATE posts SET waiting_since = NULL WHERE id = $pending
      search-index         | DELETE FROM findable
      search-index         | UPDATE findable SET post_id = $pending
      out-of-step          | UPDATE posts SET due = 7 WHERE id = $published
      """)
  void whatThePipelineCanFinishIsFoundAndMended(String name, String plant) throws SQLException {
    plant(plant);

    assertThat(check()).isEqualTo(1);
    assertThat(out())
        .containsPattern("(?m)^" + name + "  \\S+  .*$")
        .containsPattern(
            "(1 wrong, of which --repair mends 1|2 wrong, of which --repair mends 2)\\.");

    assertThat(check("--repair")).isZero();
    assertThat(out()).containsPattern("(?m)^mended  " + name + "  ").contains(": nothing wrong.");
    settle();
    assertThat(check()).isZero();
  }

  @Test
  void withdrawnPostThatGotStuckIsInTheArchiveAfterARepair() throws SQLException {
    plant(
        "UPDATE posts SET status = 'WITHDRAWN', waiting_since = NULL, due = NULL WHERE id = $pending");

    check("--repair");
    settle();

    assertThat(server.ports().archive().find(pending.id())).isPresent();
    assertThat(server.ports().posts().find(pending.id(), clock.instant())).isEmpty();
  }

  @Test
  void lineNamesTheKindThePostAndWhatToDo() throws SQLException {
    plant("UPDATE posts SET verdict = NULL WHERE id = $published");

    check();

    assertThat(out())
        .contains(
            "public-unapproved  "
                + published.id()
                + "  is public without an approval; take it down\n");
  }

  @Test
  void checkChangesNothing() throws SQLException {
    plant("DELETE FROM deliveries WHERE subscriber = 'changes'");

    check();

    assertThat(check()).isEqualTo(1);
  }

  @Test
  void damagedFileIsSaidToBeDamaged() throws SQLException {
    plant("PRAGMA writable_schema = ON");
    try (Sql sql = new Database(DataFolder.database(data)).openToWrite()) {
      sql.script(
          "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'posts_expires'");
    }
    server.close();

    assertThat(check()).isEqualTo(1);

    assertThat(out()).startsWith("damage  ").contains("restore a backup");
  }

  @Test
  void wrongUseIsToldInOneLine() {
    Path empty = data.resolve("empty");

    assertThat(check("--mend")).isEqualTo(2);
    assertThat(command().run(List.of())).isEqualTo(2);
    assertThat(command().run(List.of("--data", empty.toString(), "check"))).isEqualTo(3);

    assertThat(err())
        .contains("Usage: --data DIR check [--repair]")
        .contains("name the data folder");
    assertThat(Files.exists(empty)).isFalse();
  }

  private void plant(String statement) throws SQLException {
    String planted =
        statement
            .replace("$pending", "'" + pending.id() + "'")
            .replace("$published", "'" + published.id() + "'")
            .replace("$rejected", "'" + rejected.id() + "'");
    try (Sql sql = new Database(DataFolder.database(data)).openToWrite()) {
      sql.script(
          "CREATE TEMP VIEW gone AS SELECT "
              + PostRow.COLUMNS
              + " FROM archive WHERE cause = 'EXPIRED'");
      sql.script(planted);
    }
  }

  private Post decided(Verdict verdict) {
    Post post = submit();
    settle();
    board.recordDecision().byModerator(post.id(), 1, verdict, Optional.of("so"), MIA);
    settle();
    return post;
  }

  private Post submit() {
    return board
        .submitPost()
        .submit(new Author("ann", "Ann"), "Title", "Body", Optional.empty(), trace())
        .fold(
            post -> post,
            violations -> {
              throw new AssertionError(violations);
            },
            () -> {
              throw new AssertionError("reused");
            },
            allowance -> {
              throw new AssertionError(allowance);
            });
  }

  private TraceParent trace() {
    return TraceParent.start(random);
  }

  private void settle() {
    clock.advance(Duration.ofSeconds(20));
    while (server.deliverDue() > 0) {
      clock.advance(Duration.ofSeconds(20));
    }
  }

  private int check(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), "check"));
    arguments.addAll(List.of(options));
    return command().run(arguments);
  }

  private CheckCommand command() {
    return new CheckCommand(print(out), print(err), clock);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
