package org.imprimatur.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.event.Backoff;
import org.imprimatur.post.Author;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * A board under load, in a process of its own, until it is killed. It prints each post it has
 * acknowledged, and anything public that must not be; each announcement goes to a file.
 */
final class CrashingBoard {
  /** Titles that begin so are decided against. */
  static final String REFUSED = "refuse ";

  private static final int WRITERS = 8;
  private static final Duration DELAY = Duration.ofMillis(100);

  private CrashingBoard() {}

  /** Data folder, seconds a post lives, and the place to crash at or "-". */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    Duration lifetime = Duration.ofSeconds(Long.parseLong(arguments[1]));
    Optional<String> crashAt = Optional.of(arguments[2]).filter(point -> !point.equals("-"));
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(settings(data, crashAt), clock, random, occurrence -> {});
    Board board = board(runtime, lifetime, clock, data);
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(() -> board.duePosts().attend(100));
    say("ready");
    for (int i = 0; i < WRITERS; i++) {
      String author = "author-" + i;
      new Thread(() -> write(board, author, random)).start();
    }
    watch(board);
  }

  /** Failures are tried again soon and for long: nothing is to be parked here. */
  static EmbeddedSettings settings(Path data, Optional<String> crashAt) {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 100);
    return EmbeddedSettings.in(data).withBackoff(backoff).withCrashAt(crashAt);
  }

  /** The board as both the killed process and the one that reconciles have it. */
  static Board board(EmbeddedRuntime runtime, Duration lifetime, Clock clock, Path data) {
    BoardSettings behaviour =
        new BoardSettings(
            CrashingBoard::judge, DELAY, Duration.ofSeconds(2), new Lifetime(lifetime));
    return new Board(
        runtime.ports(),
        behaviour,
        clock,
        new SecureRandom(),
        post -> announce(data, post),
        occurrence -> {});
  }

  static Path announcements(Path data) {
    return data.resolve("announced.txt");
  }

  private static Optional<ApprovalPolicy.Judgement> judge(ApprovalRequest request) {
    boolean refused = request.text().title().startsWith(REFUSED);
    Verdict verdict = refused ? Verdict.REJECTED : Verdict.APPROVED;
    return Optional.of(
        new ApprovalPolicy.Judgement.Decided(verdict, Optional.empty(), "screening"));
  }

  private static void announce(Path data, Post post) {
    try {
      Files.writeString(
          announcements(data),
          post.id() + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException("the announcement was not written", e);
    }
  }

  private static void write(Board board, String author, SecureRandom random) {
    for (int i = 0; true; i++) {
      String title = (i % 4 == 0 ? REFUSED : "post ") + i;
      board
          .submitPost()
          .submit(
              new Author(author, author), title, title, Optional.empty(), TraceParent.start(random))
          .fold(
              post -> say("ack " + post.id()),
              violations -> say("violation invalid"),
              () -> say("violation reused"),
              allowance -> say("limit reached"));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static void watch(Board board) {
    while (true) {
      for (PublicPost post : board.readPosts().feed(PageRequest.first(100)).items()) {
        if (board.readPosts().findAny(post.id()).filter(p -> !approved(p)).isPresent()
            || post.title().startsWith(REFUSED)) {
          say("violation public " + post.id());
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean approved(Post post) {
    return post.decision().filter(d -> d.verdict() == Verdict.APPROVED).isPresent();
  }

  private static boolean say(String line) {
    System.out.println(line);
    return true;
  }
}
