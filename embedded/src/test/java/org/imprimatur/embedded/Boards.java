package org.imprimatur.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.Announcements;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Author;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.TraceParent;

/** Whole boards that run by themselves over an embedded engine. */
record Boards(EmbeddedRuntime runtime, Board board) implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A started board that approves after {@code delay}. */
  static Boards started(Path data, Duration delay, Announcements announcements) {
    return started(EmbeddedSettings.in(data), delay, Duration.ofDays(30), announcements);
  }

  /** A started board that approves after {@code delay}. */
  static Boards started(
      EmbeddedSettings settings, Duration delay, Duration lifetime, Announcements announcements) {
    Clock clock = Clock.systemUTC();
    EmbeddedRuntime runtime = EmbeddedRuntime.open(settings, clock, RANDOM, occurrence -> {});
    BoardSettings behaviour =
        new BoardSettings(
            ApprovalPolicy.auto(), delay, Duration.ofMinutes(1), new Lifetime(lifetime));
    Board board =
        new Board(runtime.ports(), behaviour, clock, RANDOM, announcements, occurrence -> {});
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(() -> board.duePosts().attend(100));
    return new Boards(runtime, board);
  }

  /** Submits a post; fails if it is not accepted. */
  Post submit(String author, String title) {
    return board
        .submitPost()
        .submit(
            new Author(author, "Name of " + author),
            title,
            "A body of some length, as people write them. ".repeat(10),
            Optional.empty(),
            TraceParent.start(RANDOM))
        .fold(
            post -> post,
            violations -> {
              throw new IllegalArgumentException(violations.toString());
            },
            () -> {
              throw new IllegalArgumentException("key reused");
            },
            allowance -> {
              throw new IllegalArgumentException(allowance.toString());
            });
  }

  @Override
  public void close() {
    runtime.close();
  }
}
