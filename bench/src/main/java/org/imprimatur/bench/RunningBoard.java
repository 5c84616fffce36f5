package org.imprimatur.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.TraceParent;

/** A board on the embedded runtime as the application runs it, but for the web. */
final class RunningBoard implements AutoCloseable {
  /** Longer than anything is measured. */
  static final Duration NEVER = Duration.ofHours(1);

  private static final Author AUTHOR = new Author("ann", "Ann");
  private static final int ASKED_AT_ONCE = 500;

  private final SecureRandom random = new SecureRandom();
  private final EmbeddedRuntime runtime;
  private final Board board;

  private RunningBoard(EmbeddedRuntime runtime, Board board) {
    this.runtime = runtime;
    this.board = board;
  }

  /** Starts one with all its threads. */
  static RunningBoard start(Path data, ApprovalPolicy policy, Duration approvalDelay) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    BoardSettings reference = BoardSettings.reference();
    BoardSettings settings =
        new BoardSettings(policy, approvalDelay, reference.patience(), reference.lifetime());
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {});
    Board board = new Board(runtime.ports(), settings, clock, random, post -> {}, occurrence -> {});
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(() -> board.duePosts().attend(ASKED_AT_ONCE));
    return new RunningBoard(runtime, board);
  }

  EmbeddedRuntime runtime() {
    return runtime;
  }

  /** Submits the sample text; it is durable when this returns. */
  Post submit() {
    return board
        .submitPost()
        .submit(
            AUTHOR, SampleText.TITLE, SampleText.BODY, Optional.empty(), TraceParent.start(random))
        .fold(
            post -> post,
            violations -> {
              throw new IllegalStateException("refused: " + violations);
            },
            () -> {
              throw new IllegalStateException("refused: the key was used before");
            },
            allowance -> {
              throw new IllegalStateException("refused: " + allowance);
            });
  }

  /** Whether everyone may read the post by now. */
  boolean shows(PostId id) {
    return board.readPosts().find(id).isPresent();
  }

  /** For how many seconds the oldest delivery has been due. */
  double lagSeconds() {
    return runtime.health().lag().toNanos() / 1e9;
  }

  /** Waits until nothing is due. */
  void settle() {
    while (lagSeconds() > 0) {
      Threads.pause(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
