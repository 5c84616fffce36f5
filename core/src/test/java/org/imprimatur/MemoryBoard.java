package org.imprimatur;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Author;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Decider;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;

/** A board in memory, of Ann's posts, with a clock that stands at noon until it is moved. */
public final class MemoryBoard {
  /** When the clock starts. */
  public static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");

  private static final Author ANN = new Author("ann", "Ann");
  private static final TraceParent TRACE =
      new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final List<Occurrence> heard = new ArrayList<>();
  private final List<Post> announced = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final MemoryRuntime runtime;
  private final Board board;
  private Instant now = NOON;

  /** A board of the reference with this policy. */
  public MemoryBoard(ApprovalPolicy policy) {
    this(policy, AuthorLimits.NONE);
  }

  /** A board of the reference with this policy and limits of authors. */
  public MemoryBoard(ApprovalPolicy policy, AuthorLimits limits) {
    Clock clock = new MovedClock();
    runtime =
        new MemoryRuntime(
            clock, new Random(1), Backoff.standard(), MemoryBoard::selects, heard::add);
    BoardSettings reference = BoardSettings.reference();
    BoardSettings settings =
        new BoardSettings(
            policy,
            reference.approvalDelay(),
            reference.patience(),
            reference.escalateAfter(),
            reference.lifetime(),
            limits,
            reference.reports());
    board = new Board(runtime.ports(), settings, clock, new Random(2), announced::add, heard::add);
    List<Subscription> subscriptions = new ArrayList<>(board.subscriptions());
    EventHandler recorder = events::add;
    subscriptions.add(new Subscription("recorder", "", Duration.ZERO, recorder));
    runtime.start(board.changes(), subscriptions);
  }

  /** The board. */
  public Board board() {
    return board;
  }

  /** The posts under it. */
  public Posts posts() {
    return runtime.ports().posts();
  }

  /** What telemetry heard. */
  public List<Occurrence> heard() {
    return List.copyOf(heard);
  }

  /** What was announced. */
  public List<Post> announced() {
    return List.copyOf(announced);
  }

  /** The events on the bus so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Moves the clock. */
  public void advance(Duration time) {
    now = now.plus(time);
  }

  /** Delivers what is due, and what follows from it at once. */
  public void deliver() {
    while (runtime.deliverDue() > 0) {
      continue;
    }
  }

  /** Submits a text that may stand. */
  public Post submit(String title, String body) {
    return ((Submitted.Accepted) trySubmit(title, body, Optional.empty())).post();
  }

  /** Submits any text. */
  public Submitted trySubmit(String title, String body, Optional<IdempotencyKey> key) {
    return board.submitPost().submit(ANN, title, body, key, TRACE);
  }

  /** Decides as a moderator. */
  public Posts.Decided decide(PostId id, Verdict verdict) {
    return board
        .recordDecision()
        .byModerator(id, 1, verdict, Optional.of("seen"), Decider.moderator("mia", "mia"));
  }

  /** Ann's posts. */
  public List<Post> own() {
    return board.readPosts().own("ann", PageRequest.first(100)).items();
  }

  /** The two patterns of the board differ by the detail type they name. */
  private static boolean selects(String pattern, Event event) {
    return pattern.isEmpty() || pattern.contains('"' + event.detailType() + '"');
  }

  private final class MovedClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
