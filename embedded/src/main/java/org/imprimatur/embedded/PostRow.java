package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** A post as columns; the same ones wherever a post is stored. */
final class PostRow {
  /** The columns, in the order of everything here. */
  static final String COLUMNS =
      "id, version, author_id, author_name, status, submitted_at, published_at, expires,"
          + " remind_at, waiting_since, due, revision, title, body, handed_in_at, trace, asked,"
          + " ask_next, verdict, reason, decider_kind, decider_id, decided_by, decided_at, held,"
          + " proposal, earlier, reports";

  /** How many columns that is: others are read from the next on. */
  static final int COUNT = 28;

  /** As many placeholders. */
  static final String PLACES = String.join(", ", Collections.nCopies(COUNT, "?"));

  private PostRow() {}

  /** The values of {@link #COLUMNS}, then {@code more}. */
  static Object[] values(Post post, Object... more) {
    Stream<Object> own =
        Stream.of(
            post.id().value(),
            post.version(),
            post.author().id(),
            post.author().name(),
            post.status().name(),
            post.submittedAt().toEpochMilli(),
            post.publishedAt().map(Instant::toEpochMilli),
            post.expires().getEpochSecond(),
            post.remindAt().map(Instant::toEpochMilli),
            post.waitingSince().map(Instant::toEpochMilli),
            post.due().map(Instant::toEpochMilli));
    Stream<Object> parts =
        Stream.of(
            PostJson.held(post.current().held()),
            post.proposal().map(PostJson::proposal),
            post.earlier().map(PostJson::earlier),
            PostJson.reports(post.reports()));
    return Stream.of(own, current(post.current()), parts, Arrays.stream(more))
        .flatMap(values -> values)
        .toArray();
  }

  private static Stream<Object> current(Revision text) {
    Optional<Decision> decision = text.decision();
    return Stream.of(
        text.number(),
        text.text().title(),
        text.text().body(),
        text.submittedAt().toEpochMilli(),
        text.trace().value(),
        text.asking().times(),
        text.asking().next().map(Instant::toEpochMilli),
        decision.map(d -> d.verdict().name()),
        decision.flatMap(Decision::reason),
        decision.map(d -> d.decider().kind().name()),
        decision.map(d -> d.decider().id()),
        decision.map(d -> d.decider().name()),
        decision.map(d -> d.decidedAt().toEpochMilli()));
  }

  /** The post of a row that begins with {@link #COLUMNS}. */
  static Post read(ResultSet row) throws SQLException {
    return new Post(
        new PostId(row.getString(1)),
        new Author(row.getString(3), row.getString(4)),
        Status.valueOf(row.getString(5)),
        current(row),
        text(row, 26).map(PostJson::proposal),
        text(row, 27).map(PostJson::earlier),
        millis(row, 6),
        optionalMillis(row, 7),
        Instant.ofEpochSecond(row.getLong(8)),
        optionalMillis(row, 9),
        PostJson.reports(text(row, 28)),
        row.getInt(2));
  }

  private static Revision current(ResultSet row) throws SQLException {
    return new Revision(
        row.getInt(12),
        new Submission(row.getString(13), row.getString(14)),
        millis(row, 15),
        new TraceParent(row.getString(16)),
        new Asking(row.getInt(17), optionalMillis(row, 18)),
        PostJson.held(text(row, 25)),
        decision(row));
  }

  private static Optional<Decision> decision(ResultSet row) throws SQLException {
    Optional<String> verdict = text(row, 19);
    if (verdict.isEmpty()) {
      return Optional.empty();
    }
    Decider decider =
        new Decider(Decider.Kind.valueOf(row.getString(21)), row.getString(22), row.getString(23));
    return Optional.of(
        new Decision(
            Verdict.valueOf(verdict.get()),
            text(row, 20),
            decider,
            millis(row, 24),
            row.getInt(12)));
  }

  static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Instant millis(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalMillis(ResultSet row, int column) throws SQLException {
    return Sql.optionalLong(row, column).map(Instant::ofEpochMilli);
  }
}
