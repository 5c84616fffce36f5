package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** A post as columns; the same ones wherever a post is stored. */
final class PostRow {
  /** The columns, in the order of everything here. */
  static final String COLUMNS =
      "id, revision, title, body, author_id, author_name, status, submitted_at, published_at,"
          + " expires, verdict, reason, decided_by, decided_at, decided_revision, asked, ask_next,"
          + " trace";

  /** As many placeholders. */
  static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

  /** How many columns that is: others are read from the next on. */
  static final int COUNT = 18;

  private PostRow() {}

  /** The values of {@link #COLUMNS}, then {@code more}. */
  static Object[] values(Post post, Object... more) {
    Stream<Object> own =
        Stream.of(
            post.id().value(),
            post.revision(),
            post.title(),
            post.body(),
            post.author().id(),
            post.author().name(),
            post.status().name(),
            post.submittedAt().toEpochMilli(),
            post.publishedAt().map(Instant::toEpochMilli),
            post.expires().getEpochSecond(),
            post.decision().map(decision -> decision.verdict().name()),
            post.decision().flatMap(Decision::reason),
            post.decision().map(Decision::decidedBy),
            post.decision().map(decision -> decision.decidedAt().toEpochMilli()),
            post.decision().map(Decision::revision),
            post.asking().times(),
            post.asking().next().map(Instant::toEpochMilli),
            post.trace().value());
    return Stream.concat(own, Arrays.stream(more)).toArray();
  }

  /** The post of a row that begins with {@link #COLUMNS}. */
  static Post read(ResultSet row) throws SQLException {
    return new Post(
        new PostId(row.getString(1)),
        row.getInt(2),
        new Submission(row.getString(3), row.getString(4)),
        new Author(row.getString(5), row.getString(6)),
        Status.valueOf(row.getString(7)),
        millis(row, 8),
        optionalMillis(row, 9),
        Instant.ofEpochSecond(row.getLong(10)),
        decision(row),
        new Asking(row.getInt(16), optionalMillis(row, 17)),
        new TraceParent(row.getString(18)));
  }

  static Instant millis(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalMillis(ResultSet row, int column) throws SQLException {
    return Sql.optionalLong(row, column).map(Instant::ofEpochMilli);
  }

  private static Optional<Decision> decision(ResultSet row) throws SQLException {
    Optional<String> verdict = Optional.ofNullable(row.getString(11));
    if (verdict.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision(
            Verdict.valueOf(verdict.get()),
            Optional.ofNullable(row.getString(12)),
            row.getString(13),
            millis(row, 14),
            row.getInt(15)));
  }
}
