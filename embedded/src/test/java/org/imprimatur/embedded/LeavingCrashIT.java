package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imprimatur.Board;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Author;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.TraceParent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody leaves while the board is killed and started again, over and over: {@code
 * -Dcrash.seed=…} kills at the moments of an earlier run.
 */
class LeavingCrashIT {
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final String LEAVES = "subject-0dd1e5";
  private static final int KILLS = 12;
  private static final int POSTS = 300;

  @TempDir private Path data;
  private final TestClock clock = new TestClock();
  private final Random random = new Random(SEED);

  @ParameterizedTest
  @ValueSource(strings = {LeavingBoard.KEEP, LeavingBoard.REMOVE})
  void removalThatIsKilledGoesOnByItselfAndLosesNothing(String choice)
      throws IOException, InterruptedException, SQLException {
    System.out.println("-Dcrash.seed=" + SEED);
    clock.advanceTo(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    fill();
    int unfinished = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      boolean noted = number("SELECT count(*) FROM removals") > 0;
      killed(noted ? LeavingBoard.GO_ON : choice);
      unfinished += number("SELECT count(*) FROM removals WHERE gone_at IS NULL") > 0 ? 1 : 0;
    }

    settle();

    System.out.printf("figure: %d kills, %d in mid-removal%n", KILLS, unfinished);
    assertThat(number("SELECT count(*) FROM removals")).isZero();
    for (String table : List.of("posts", "archive", "changes")) {
      assertThat(named(table, "author_id")).as(table).isZero();
    }
    assertThat(named("audit", "actor_id")).isZero();
    assertThat(named("notices", "person_id")).isZero();
    assertThat(number("SELECT count(*) FROM audit WHERE act = 'ACCOUNT_REMOVED'")).isOne();
    assertThat(number("SELECT count(*) FROM posts") + number("SELECT count(*) FROM archive"))
        .isEqualTo(POSTS + 1);
    long stay = number("SELECT count(*) FROM posts WHERE author_name = 'Somebody who left'");
    assertThat(stay > 0).isEqualTo(choice.equals(LeavingBoard.KEEP));
    assertThat(number("SELECT count(*) FROM findable"))
        .isEqualTo(number("SELECT count(*) FROM posts WHERE status = 'PUBLISHED'"));
  }

  /** Every fourth of their posts is rejected, and one post is somebody else's. */
  private void fill() {
    try (EmbeddedRuntime runtime = open()) {
      Board board = board(runtime);
      runtime.attach(board.changes(), board.subscriptions());
      submit(board, "bob", 1);
      for (int i = 0; i < POSTS; i++) {
        submit(board, LEAVES, i);
      }
      settle(runtime, board);
      clock.advance(Duration.ofSeconds(1));
      settle(runtime, board);
    }
    clock.advanceTo(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private void killed(String doing) throws IOException, InterruptedException {
    Process process = Jvm.start(LeavingBoard.class, data.toString(), LEAVES, doing);
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("ready");
      boolean ended = process.waitFor(1 + random.nextInt(200), TimeUnit.MILLISECONDS);
      assertThat(ended).as("ended by itself").isFalse();
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void settle() throws SQLException {
    clock.advanceTo(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    try (EmbeddedRuntime runtime = open()) {
      assertThat(runtime.store().readers().read(Consistency::flaws)).as("left by kills").isEmpty();
      Board board = board(runtime);
      runtime.attach(board.changes(), board.subscriptions());
      for (int minute = 0; minute <= 11; minute++) {
        settle(runtime, board);
        clock.advance(Duration.ofMinutes(1));
      }
      Page<Post> own = board.readPosts().own(LEAVES, PageRequest.first(1));
      assertThat(own.items()).isEmpty();
    }
  }

  private static void settle(EmbeddedRuntime runtime, Board board) {
    while (runtime.deliverDue() + board.removeAccount().attend(100) > 0) {
      assertThat(runtime.health().parked()).isZero();
    }
  }

  private void submit(Board board, String author, int number) {
    String title = number % 4 == 0 ? CrashingBoard.REFUSED : "post ";
    var unused =
        board
            .submitPost()
            .submit(
                new Author(author, "Name of " + author),
                title + number,
                "Some text.",
                Optional.empty(),
                TraceParent.start(random));
  }

  private EmbeddedRuntime open() {
    return EmbeddedRuntime.open(
        CrashingBoard.settings(data, Optional.empty()), clock, random, occurrence -> {});
  }

  private Board board(EmbeddedRuntime runtime) {
    return CrashingBoard.board(runtime, Duration.ofDays(30), clock, data);
  }

  private long named(String table, String column) throws SQLException {
    return number("SELECT count(*) FROM " + table + " WHERE " + column + " = '" + LEAVES + "'");
  }

  private long number(String query) throws SQLException {
    try (Sql sql = new Database(data.resolve("imprimatur.db")).openToRead()) {
      return sql.number(query).orElseThrow();
    }
  }
}
