package org.imprimatur.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the disk gives: one thread that commits one row after the other, with nothing but JDBC in
 * between, each durable before the next begins.
 */
final class BareCommits implements Trial {
  static final String NAME = "one-row commits of a bare JDBC loop";
  static final Figure PER_SECOND = new Figure(0, "", "/s");
  static final Figure P50 = new Figure(1, ", one of them, p50", "ms");
  static final Figure P99 = new Figure(2, ", one of them, p99", "ms");

  private final Path data;

  BareCommits(Path data) {
    this.data = data;
  }

  /** Commits per second; milliseconds per commit, median and 99th percentile. */
  @Override
  public List<Double> run(Duration time) throws Exception {
    try (Folder folder = Folder.in(data);
        Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.path().resolve("bare.db"))) {
      prepare(connection);
      List<Double> millis = new ArrayList<>();
      long start = System.nanoTime();
      commitUntil(start + time.toNanos(), connection, millis);
      double seconds = (System.nanoTime() - start) / 1e9;
      Samples each = Samples.of(millis);
      return List.of(millis.size() / seconds, each.percentile(50), each.percentile(99));
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA journal_mode = WAL");
      statement.executeUpdate("PRAGMA synchronous = FULL");
      statement.executeUpdate("CREATE TABLE posts (id TEXT PRIMARY KEY, title TEXT, body TEXT)");
    }
  }

  private static void commitUntil(long end, Connection connection, List<Double> millis)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO posts VALUES (?, ?, ?)")) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        insert.setString(1, "%032x".formatted(millis.size()));
        insert.setString(2, SampleText.TITLE);
        insert.setString(3, SampleText.BODY);
        insert.executeUpdate();
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
  }
}
