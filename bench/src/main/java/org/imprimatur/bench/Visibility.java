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
  private static final int PER_SECOND = 200;
  private static final String RATE = ", " + PER_SECOND + " posts/s";

  @Override
  public String name() {
    return "visibility";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    Rounds rounds =
        Rounds.of(
            place.plan(),
            List.of(
                time -> afterAnswers(place, time),
                time -> afterAcknowledgements(place, time),
                new BareCommits(place.data())));
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("approval answer to visible post" + RATE, rounds, 0));
    rows.addAll(rows("acknowledged to visible with approval delay 0" + RATE, rounds, 1));
    return rows;
  }

  private static List<Row> rows(String what, Rounds rounds, int trial) {
    return List.of(
        new Row(
            what + ", p50",
            rounds.figures(trial, 0),
            "ms",
            "one commit of a bare JDBC loop, p50",
            rounds.figures(2, BareCommits.MEDIAN_MILLIS)),
        new Row(
            what + ", p99",
            rounds.figures(trial, 1),
            "ms",
            "one commit of a bare JDBC loop, p99",
            rounds.figures(2, BareCommits.P99_MILLIS)));
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
    try (Threads threads = new Threads(Submissions.CLIENTS)) {
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

  /** From the moment the author is told that the post is safe. */
  private static List<Double> afterAcknowledgements(Place place, Duration time) throws Exception {
    int posts = OpenLoop.calls(PER_SECOND, time);
    try (Folder folder = Folder.in(place.data());
        RunningBoard board =
            RunningBoard.start(folder.path(), ApprovalPolicy.auto(), Duration.ZERO);
        Watcher watcher = new Watcher(board)) {
      OpenLoop.run(PER_SECOND, posts, i -> () -> submit(board, watcher));
      return halfAndMost(watcher.all());
    }
  }

  private static boolean submit(RunningBoard board, Watcher watcher) {
    Post post = board.submit();
    watcher.await(post.id(), System.nanoTime());
    return true;
  }

  private static List<Double> halfAndMost(Samples millis) {
    return List.of(millis.percentile(50), millis.percentile(99));
  }
}
