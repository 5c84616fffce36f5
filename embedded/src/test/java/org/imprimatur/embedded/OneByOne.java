package org.imprimatur.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Author;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.TraceParent;

/** Submits posts one by one, with nothing going on beside it, and says how each ended. */
final class OneByOne {
  private OneByOne() {}

  /** Data folder and number of posts. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {});
    Board board = CrashingBoard.board(runtime, Duration.ofHours(1), clock, data);
    runtime.attach(board.changes(), List.of());
    for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
      System.out.println(submit(board, i, random));
    }
    System.out.println("end");
    Runtime.getRuntime().halt(0);
  }

  private static String submit(Board board, int number, SecureRandom random) {
    try {
      return board
          .submitPost()
          .submit(
              new Author("ann", "Ann"),
              "Post " + number,
              "Body",
              Optional.empty(),
              TraceParent.start(random))
          .fold(
              post -> "ack " + number,
              violations -> "invalid",
              () -> "reused",
              allowance -> "limit reached");
    } catch (StoreUnavailable e) {
      return e.outcomeKnown() ? "failed" : "unknown";
    }
  }
}
