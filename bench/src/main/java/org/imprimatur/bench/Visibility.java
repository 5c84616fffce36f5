package org.imprimatur.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;

/**
 * How soon everyone may read a post: after the approval service's answer, and after its author's.
 */
final class Visibility implements Measurement {
  private static final int CLIENTS = 32;
  private static final int PER_SECOND = 200;
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final String RATE = ", " + PER_SECOND + " posts/s";
  private static final String AT_ONCE = "submitted to visible with approval delay 0" + RATE;
  private static final String DELAYED =
      "submitted to visible with approval delay 1 s, beyond that second" + RATE;
  private static final String ANSWERED = "approval answer to visible" + RATE;
  private static final Figure P50 = new Figure(0, ", p50", "ms");
  private static final Figure P99 = new Figure(1, ", p99", "ms");

  @Override
  public String name() {
    return "visibility";
  }

  @Override
  public List<Row> measure(Place place) {
    Rounds rounds =
        new Rounds(place.plan())
            .with(AT_ONCE, time -> afterAcknowledgements(place, Duration.ZERO, time))
            .with(DELAYED, time -> afterAcknowledgements(place, DELAY, time))
            .with(ANSWERED, time -> afterAnswers(place, time))
            .with(BareCommits.NAME, new BareCommits(place.data()))
            .run(place.plan().share());
    return Stream.of(AT_ONCE, DELAYED, ANSWERED)
        .flatMap(
            name ->
                Stream.of(
                    rounds.row(name, P50, BareCommits.NAME, BareCommits.P50, Target.atMost(20)),
                    rounds.row(name, P99, BareCommits.NAME, BareCommits.P99, Target.atMost(100))))
        .toList();
  }

  /** From the moment an approval service of somebody's own begins to publish its answer. */
  private static List<Double> afterAnswers(Place place, Duration time) throws Exception {
    int posts = OpenLoop.calls(PER_SECOND, time);
    try (Folder folder = Folder.in(place.data());
        RunningBoard board =
            RunningBoard.start(folder.path(), ApprovalPolicy.manual(), Duration.ZERO);
        Watcher watcher = new Watcher(board)) {
      List<Post> pending = submitted(board, posts);
      board.settle();
      OpenLoop.run(PER_SECOND, posts, i -> approval(board, pending.get(i), watcher));
      return halfAndMost(watcher.all());
    }
  }

  private static List<Post> submitted(RunningBoard board, int count) {
    List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    try (Threads threads = new Threads(CLIENTS)) {
      for (int i = 0; i < count; i++) {
        threads.begin(() -> posts.add(board.submit()));
      }
      threads.finish();
    }
    return posts;
  }

  /** Counts from when it is its time, also where all threads are busy then. */
  private static Callable<?> approval(RunningBoard board, Post post, Watcher watcher) {
    watcher.await(post.id(), System.nanoTime());
    return () -> {
      ApprovalResponse answer = new ApprovalResponse(post.id(), yes(post), post.trace());
      board.runtime().ports().bus().publish(ApprovalEvents.write(answer, "answer-" + post.id()));
      return true;
    };
  }

  private static Decision yes(Post post) {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    return new Decision(
        Verdict.APPROVED, Optional.empty(), Decider.service("bench"), now, post.revision());
  }

  /** From when its author is told that the post is safe, and the delay has passed. */
  private static List<Double> afterAcknowledgements(Place place, Duration delay, Duration time)
      throws Exception {
    int posts = OpenLoop.calls(PER_SECOND, time);
    try (Folder folder = Folder.in(place.data());
        RunningBoard board = RunningBoard.start(folder.path(), ApprovalPolicy.auto(), delay);
        Watcher watcher = new Watcher(board)) {
      OpenLoop.run(PER_SECOND, posts, i -> () -> submit(board, watcher, delay));
      return halfAndMost(watcher.all());
    }
  }

  private static boolean submit(RunningBoard board, Watcher watcher, Duration delay) {
    Post post = board.submit();
    watcher.await(post.id(), System.nanoTime() + delay.toNanos());
    return true;
  }

  private static List<Double> halfAndMost(Samples millis) {
    return List.of(millis.percentile(50), millis.percentile(99));
  }
}
