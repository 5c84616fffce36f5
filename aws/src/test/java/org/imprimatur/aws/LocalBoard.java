package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.contract.RecordingTelemetry;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * A board of one process, which does what functions do, by the clock on the wall. Approves after
 * two seconds; rejects what is called bad.
 */
final class LocalBoard implements AutoCloseable {
  static final Duration DELAY = Duration.ofSeconds(2);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final LocalAws local;
  private final AwsRuntime runtime;
  private final Board board;
  private final RecordingTelemetry telemetry = new RecordingTelemetry();

  /** Starts; a board that was there before goes on. */
  LocalBoard(AwsSettings settings, Duration lifetime) {
    this(settings, lifetime, DELAY);
  }

  LocalBoard(AwsSettings settings, Duration lifetime, Duration delay) {
    Clock clock = Clock.systemUTC();
    local = LocalAws.prepare(settings);
    runtime = new AwsRuntime(settings, clock, RANDOM, Capacity.ignored());
    BoardSettings rules =
        new BoardSettings(LocalBoard::judge, delay, Duration.ofMinutes(1), new Lifetime(lifetime));
    board = new Board(runtime.ports(), rules, clock, RANDOM, post -> {}, telemetry);
    local.deliverTo(board, board.subscriptions(), runtime.entries(), clock);
  }

  private static Optional<Judgement> judge(ApprovalRequest request) {
    boolean bad = request.text().title().contains("bad");
    return Optional.of(
        new Judgement.Decided(bad ? Verdict.REJECTED : Verdict.APPROVED, Optional.empty(), "test"));
  }

  Post submit(String title, String body) {
    return ((Submitted.Accepted)
            board
                .submitPost()
                .submit(SamplePosts.ANN, title, body, Optional.empty(), TraceParent.start(RANDOM)))
        .post();
  }

  /** The newest post of the public list, whole. */
  Post newest() {
    return board.readPosts().findAny(feed().get(0).id()).orElseThrow();
  }

  List<PublicPost> feed() {
    return board.readPosts().feed(PageRequest.first(99)).items();
  }

  List<ArchivedPost> archived() {
    return board.archive().all(PageRequest.first(99)).items();
  }

  RecordingTelemetry telemetry() {
    return telemetry;
  }

  static void await(Duration patience, BooleanSupplier reached) {
    long end = System.nanoTime() + patience.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience is over").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Stops as a process that ends: what is under way stays in the stream and the queues. */
  @Override
  public void close() {
    local.close();
    runtime.close();
  }
}
