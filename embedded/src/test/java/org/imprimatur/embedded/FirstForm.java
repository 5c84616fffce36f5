package org.imprimatur.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.event.Event;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;

/** A database in the form of version 1, with the rows that the board of that time wrote. */
final class FirstForm implements AutoCloseable {
  private static final String POST =
      "id, revision, title, body, author_id, author_name, status, submitted_at, published_at,"
          + " expires, verdict, reason, decided_by, decided_at, decided_revision, asked, ask_next,"
          + " trace";

  private final Sql sql;

  /** Makes one in a data folder. */
  FirstForm(Path data) throws SQLException {
    sql = new Database(data.resolve("imprimatur.db")).openToWrite();
    new Migrations(List.of(script())).run(sql);
  }

  /** Puts a post on the board. */
  void onBoard(Post post) throws SQLException {
    insert("posts", POST, values(post));
  }

  /** Puts a departed post into the archive. */
  void archived(ArchivedPost departed) throws SQLException {
    insert(
        "archive",
        POST + ", cause, left_at",
        values(departed.post(), departed.cause().name(), departed.leftAt().toEpochMilli()));
  }

  /** Leaves a change that is still to be handled; its id named the revision then. */
  void left(Change change) throws SQLException {
    insert(
        "changes",
        POST + ", change_id, kind, at",
        values(change.post(), id(change), change.kind().name(), change.at().toEpochMilli()));
    deliver("changes", id(change), change.at());
  }

  /** Leaves a change whose handling was given up. */
  void parked(Change change, String reason) throws SQLException {
    left(change);
    sql.update(
        "UPDATE deliveries SET parked_at = ?, reason = ?, failures = 5 WHERE about = ?",
        change.at().toEpochMilli(),
        reason,
        id(change));
  }

  /** Leaves an event that is due for a subscriber. */
  void sent(Event event, String subscriber, Instant due) throws SQLException {
    insert(
        "events",
        "id, source, detail_type, time, detail",
        event.id(),
        event.source(),
        event.detailType(),
        event.time().toEpochMilli(),
        event.detail());
    insert("published", "id, at", event.id(), event.time().toEpochMilli());
    deliver(subscriber, event.id(), due);
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }

  static String id(Change change) {
    return change.post().id() + "-" + change.post().revision() + "-" + change.kind();
  }

  private void deliver(String subscriber, String about, Instant due) throws SQLException {
    insert("deliveries", "subscriber, about, due", subscriber, about, due.toEpochMilli());
  }

  private void insert(String table, String columns, Object... values) throws SQLException {
    String places = "?" + ", ?".repeat(values.length - 1);
    sql.update("INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, places), values);
  }

  private static Object[] values(Post post, Object... more) {
    Optional<Decision> decision = post.decision();
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
            decision.map(d -> d.verdict().name()),
            decision.flatMap(Decision::reason),
            decision.map(Decision::decidedBy),
            decision.map(d -> d.decidedAt().toEpochMilli()),
            decision.map(Decision::revision),
            post.current().asking().times(),
            post.current().asking().next().map(Instant::toEpochMilli),
            post.trace().value());
    return Stream.concat(own, Arrays.stream(more)).toArray();
  }

  private static String script() {
    try (InputStream in = Migrations.class.getResourceAsStream("V001__board.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
