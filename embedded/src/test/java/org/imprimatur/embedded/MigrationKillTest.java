package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade that is killed before any of its statements has not happened, and happens then. */
class MigrationKillTest {
  private static final String STEP = "V002__moderation.sql";

  private final TestClock clock = new TestClock();
  private final SamplePosts samples = new SamplePosts(clock, new Random(1));
  @TempDir private Path folder;

  @Test
  void upgradeKilledBeforeEachStatementIsTakenWholeByTheNextStart()
      throws IOException, SQLException {
    Path old = Files.createDirectory(folder.resolve("old"));
    Post post = samples.pendingWith(SamplePosts.hostileText());
    try (FirstForm form = new FirstForm(old)) {
      form.onBoard(post);
    }
    List<String> statements = statements();

    for (int done = 0; done <= statements.size(); done++) {
      Path killed = killedAfter(old, statements.subList(0, done), done);
      try (EmbeddedRuntime runtime = open(killed)) {
        assertThat(runtime.ports().posts().find(post.id(), clock.instant()))
            .as("killed after " + done)
            .contains(post);
        assertThat(runtime.store().readers().read(Database::problems)).isEmpty();
      }
    }

    System.out.println("figure: killed at " + (statements.size() + 1) + " places of " + STEP);
    assertThat(statements).hasSizeGreaterThan(15);
  }

  /** What a SIGKILL leaves of a transaction: whatever has reached the files, and no commit. */
  private Path killedAfter(Path old, List<String> statements, int number)
      throws IOException, SQLException {
    Path data = copy(old, "before-" + number);
    try (Sql sql = new Database(DataFolder.database(data)).openToWrite()) {
      // As little memory as makes SQLite write pages to its log before they are committed.
      sql.script("PRAGMA cache_size = 1");
      sql.script("BEGIN IMMEDIATE");
      for (String statement : statements) {
        sql.script(statement);
      }
      return copy(data, "killed-" + number);
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    for (String file : List.of("imprimatur.db", "imprimatur.db-wal")) {
      if (Files.exists(from.resolve(file))) {
        Files.copy(from.resolve(file), to.resolve(file));
      }
    }
    return to;
  }

  private static List<String> statements() throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream(STEP)) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(script.replaceAll("(?m)^--.*$", "").split(";\\s*\\n"))
          .filter(statement -> !statement.isBlank())
          .toList();
    }
  }

  private EmbeddedRuntime open(Path data) {
    return EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), occurrence -> {});
  }
}
