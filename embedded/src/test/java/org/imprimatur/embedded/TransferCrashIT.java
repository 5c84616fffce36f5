package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.imprimatur.contract.RandomPosts;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.ExportBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import is killed again and again, each time a little later; whenever one is let finish, the
 * board is whole. {@code -Dtransfer.kills=50} kills about as often while one is under way.
 */
class TransferCrashIT {
  private static final int KILLS = Integer.getInteger("transfer.kills", 16);
  private static final int ENTRIES = 4_000;
  private static final String COUNT =
      "SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM archive)";

  @TempDir private Path folder;

  @Test
  void importKilledOverAndOverAndRepeatedEndsAsOneThatWasNot()
      throws IOException, InterruptedException, SQLException {
    Surroundings here = Surroundings.quiet();
    Duration toYesterday = Duration.between(here.clock().instant(), Instant.now()).minusDays(1);
    here.clock().advance(Duration.ofSeconds(toYesterday.toSeconds()));
    List<Entry> entries = new RandomPosts(here).entries(ENTRIES);
    Path file = folder.resolve("board.jsonl");
    export(entries, here, file);
    long start = System.nanoTime();
    assertThat(importing("calm", file).waitFor()).isZero();
    long step = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toMillis() / KILLS);
    Set<Long> found = new TreeSet<>();
    for (long millis = step; killedAfter(millis, importing("killed", file)); millis += step) {
      found.add(kept("killed"));
    }

    System.out.println("Killed with so many kept: " + found);
    assertThat(found).as("killed half way").anyMatch(count -> count > 0 && count < ENTRIES);
    assertThat(content("killed")).hasSize(ENTRIES).isEqualTo(content("calm"));
  }

  private List<String> content(String data) throws IOException, InterruptedException {
    Path file = folder.resolve(data + ".jsonl");
    Process exporting =
        Jvm.start(
            TransferCommand.class,
            "--data",
            folder.resolve(data).toString(),
            "export",
            file.toString());
    assertThat(exporting.waitFor()).isZero();
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size() - 1);
  }

  /** Whether it had to be killed: otherwise it has ended well by itself. */
  private static boolean killedAfter(long millis, Process process) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      assertThat(process.exitValue()).isZero();
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  private long kept(String data) throws SQLException {
    Path file = DataFolder.database(folder.resolve(data));
    if (!Files.exists(file)) {
      return 0;
    }
    try (Sql sql = new Database(file).openToRead()) {
      return new Migrations().version(sql) == 0 ? 0 : sql.number(COUNT).orElse(0L);
    }
  }

  private Process importing(String data, Path file) throws IOException {
    return Jvm.start(
        TransferCommand.class,
        "--data",
        folder.resolve(data).toString(),
        "import",
        file.toString());
  }

  private static void export(List<Entry> entries, Surroundings here, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new ExportBoard(entries::forEach, "test", here.clock()).to(out);
    }
  }
}
