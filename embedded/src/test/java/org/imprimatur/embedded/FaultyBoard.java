package org.imprimatur.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * A board in a process of its own whose disk may fail. It starts, takes ten posts one by one,
 * decides on the first it took, does what is due, and stops; it prints what whoever asked was told:
 * {@code yes}, {@code no}, or {@code unknown}, and what.
 */
final class FaultyBoard {
  static final int POSTS = 10;
  static final String KILLED = "killed";
  static final Author ANN = new Author("ann", "Ann");

  private final EmbeddedRuntime runtime;
  private final Board board;
  private final boolean killed;
  private final SecureRandom random = new SecureRandom();
  private final List<PostId> taken = new ArrayList<>();

  private FaultyBoard(EmbeddedRuntime runtime, Board board, boolean killed) {
    this.runtime = runtime;
    this.board = board;
    this.killed = killed;
  }

  /** Data folder, and whether it is killed as soon as somebody was told anything but yes. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    Clock clock = Clock.systemUTC();
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            EmbeddedSettings.in(data), clock, new SecureRandom(), occurrence -> {})) {
      Board board = board(runtime, clock);
      runtime.attach(board.changes(), board.subscriptions());
      new FaultyBoard(runtime, board, arguments[1].equals(KILLED)).live();
    } catch (DataUnusable | StoreUnavailable e) {
      System.out.println("unusable");
    }
    System.out.println("end");
  }

  /** The board of both the process whose disk fails and the one that looks at what it left. */
  static Board board(EmbeddedRuntime runtime, Clock clock) {
    BoardSettings behaviour =
        new BoardSettings(
            ApprovalPolicy.manual(),
            Duration.ZERO,
            Duration.ofMinutes(1),
            new Lifetime(Duration.ofHours(1)));
    return new Board(
        runtime.ports(), behaviour, clock, new SecureRandom(), post -> {}, occurrence -> {});
  }

  private void live() {
    for (int i = 1; i <= POSTS; i++) {
      String title = "Post " + i;
      say(told(() -> submitted(title)), title);
      told(this::delivered);
    }
    if (!taken.isEmpty()) {
      say(told(this::published), "published");
      told(this::delivered);
    }
    if (!taken.stream().allMatch(this::isThere)) {
      System.out.println("violation: what was acknowledged cannot be read");
    }
  }

  private void say(String told, String what) {
    System.out.println(told + " " + what);
    if (killed && !told.equals("yes")) {
      System.out.println("end");
      Runtime.getRuntime().halt(0);
    }
  }

  private static String told(Supplier<String> act) {
    try {
      return act.get();
    } catch (StoreUnavailable e) {
      return e.outcomeKnown() ? "no" : "unknown";
    }
  }

  private String submitted(String title) {
    return board
        .submitPost()
        .submit(ANN, title, title, Optional.empty(), TraceParent.start(random))
        .fold(
            post -> yes(post),
            violations -> "violation: invalid",
            () -> "violation: reused",
            allowance -> "violation: limited");
  }

  private String yes(Post post) {
    taken.add(post.id());
    return "yes";
  }

  private String published() {
    return board
        .recordDecision()
        .byModerator(
            taken.get(0), 1, Verdict.APPROVED, Optional.empty(), Decider.moderator("mia", "mia"))
        .fold(
            post -> "yes",
            already -> "violation: decided",
            stale -> "violation: stale",
            own -> "violation: own",
            () -> "violation: gone");
  }

  private String delivered() {
    return "delivered " + runtime.deliverDue();
  }

  private boolean isThere(PostId id) {
    return board.readPosts().findOwn(id, ANN.id()).isPresent();
  }
}
