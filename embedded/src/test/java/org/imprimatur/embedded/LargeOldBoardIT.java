package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A board in each older form, full of every state, is opened: {@code -Dold.posts=N} has more rows,
 * and {@code -Dold.seconds=N} allows no longer.
 */
class LargeOldBoardIT {
  private static final int POSTS = Integer.getInteger("old.posts", 1_000);
  private static final int MOST_SECONDS = Integer.getInteger("old.seconds", 600);
  private static final String COPIES =
      """
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d)
      INSERT INTO %s SELECT substr(id, 1, 16) || printf('%%016x', n * 100 + %d), %s
        FROM numbers, %s WHERE id = '%s'
      """;

  private final TestClock clock = new TestClock();
  private final SamplePosts samples = new SamplePosts(clock, new Random(1));
  private final Post pending = samples.pendingWith(SamplePosts.hostileText());
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void standsAsItStoodInTime(int form) throws IOException, SQLException {
    Path data = Files.createDirectory(folder.resolve("form-" + form));
    long rows = fill(data, form);
    long start = System.nanoTime();
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), occurrence -> {})) {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("figure: form %d: %,d rows in %.1f s%n", form, rows, seconds);
      assertThat(seconds).isLessThanOrEqualTo(MOST_SECONDS);
      assertThat(number(runtime, "SELECT count(*) FROM posts")).isEqualTo(rows / 2);
      assertThat(number(runtime, "SELECT count(*) FROM archive")).isEqualTo(rows / 2);
      assertThat(runtime.store().readers().read(Database::problems)).isEmpty();
      assertThat(runtime.ports().posts().find(pending.id(), clock.instant())).contains(pending);
    }
  }

  /** As many posts on the board as in the archive, of every kind that stays there. */
  private long fill(Path data, int form) throws SQLException {
    Instant now = clock.instant();
    Instant until = now.plusSeconds(2_000_000);
    Post published = samples.pending().decided(samples.approval(), now, until);
    Post rejected = samples.pending().decided(samples.rejection(), now, until);
    Post withdrawn = samples.pending().withdrawn();
    try (FirstForm first = new FirstForm(data)) {
      first.onBoard(pending);
      first.onBoard(published);
      first.archived(new ArchivedPost(rejected, Cause.REJECTED, now));
      first.archived(new ArchivedPost(withdrawn, Cause.WITHDRAWN, now));
    }
    try (Sql sql = new Database(DataFolder.database(data)).openToWrite()) {
      copy(sql, "posts", pending, 1);
      copy(sql, "posts", published, 2);
      copy(sql, "archive", rejected, 3);
      copy(sql, "archive", withdrawn, 4);
      new Migrations().to(sql, form);
      return sql.number("SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM archive)")
          .orElseThrow();
    }
  }

  private static void copy(Sql sql, String table, Post like, int kind) throws SQLException {
    String columns =
        sql.first(
                "SELECT group_concat(name, ', ') FROM pragma_table_info(?) WHERE name <> 'id'",
                row -> row.getString(1),
                table)
            .orElseThrow();
    sql.script(COPIES.formatted(POSTS / 4, table, kind, columns, table, like.id()));
  }

  private static long number(EmbeddedRuntime runtime, String query) {
    return runtime.store().readers().read(sql -> sql.number(query)).orElseThrow();
  }
}
