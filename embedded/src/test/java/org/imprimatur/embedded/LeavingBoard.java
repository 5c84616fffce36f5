package org.imprimatur.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.imprimatur.Board;

/** A board in a process of its own that somebody leaves, or has left, until it is killed. */
final class LeavingBoard {
  static final String KEEP = "keep";
  static final String REMOVE = "remove";
  static final String GO_ON = "go on";

  private LeavingBoard() {}

  /** Data folder, who leaves, and what to do. */
  public static void main(String[] arguments) throws InterruptedException {
    Path data = Path.of(arguments[0]);
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            CrashingBoard.settings(data, Optional.empty()),
            Clock.systemUTC(),
            new SecureRandom(),
            occurrence -> {});
    Board board = CrashingBoard.board(runtime, Duration.ofDays(30), Clock.systemUTC(), data);
    runtime.attach(board.changes(), board.subscriptions());
    System.out.println("ready");
    if (!arguments[2].equals(GO_ON)) {
      board.removeAccount().remove(arguments[1], arguments[2].equals(KEEP));
    }
    runtime.start(() -> board.removeAccount().attend(1_000));
    new CountDownLatch(1).await();
  }
}
