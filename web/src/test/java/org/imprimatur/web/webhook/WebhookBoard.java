package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.api.Answer;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalHeld;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.contract.RecordingTelemetry;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Event;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** A board in memory that asks an approval service over HTTP; its time passes when told to. */
final class WebhookBoard {
  final TestClock clock = new TestClock();
  final RecordingTelemetry telemetry = new RecordingTelemetry();

  private final Random random = new Random(7);
  private final List<Post> announced = new ArrayList<>();
  private final MemoryRuntime runtime;
  private final Board board;

  WebhookBoard(URI service, String secrets) {
    runtime =
        new MemoryRuntime(clock, random, Backoff.standard(), WebhookBoard::selects, telemetry);
    board =
        new Board(
            runtime.ports(),
            settings(),
            clock,
            random,
            announced::add,
            telemetry,
            new WebhookDelivery(service, Secrets.parse(secrets), clock));
    runtime.start(board.changes(), board.subscriptions());
  }

  private static BoardSettings settings() {
    BoardSettings reference = BoardSettings.reference();
    return new BoardSettings(
        ApprovalPolicy.manual(),
        reference.approvalDelay(),
        reference.patience(),
        Optional.of(Duration.ofHours(1)),
        reference.lifetime(),
        reference.limits(),
        reference.reports());
  }

  /** Where answers come in, signed with any of these. */
  SignedAnswers answers(String secrets) {
    return answers(Optional.of(Secrets.parse(secrets)));
  }

  SignedAnswers answers(Optional<Secrets> secrets) {
    return new SignedAnswers(secrets, board.recordDecision(), runtime.entries(), clock, telemetry);
  }

  Post submit() {
    Submitted answer =
        board
            .submitPost()
            .submit(SamplePosts.ANN, "Title", "Body", Optional.empty(), TraceParent.start(random));
    return ((Submitted.Accepted) answer).post();
  }

  /** Lets time pass second by second, doing what falls due. */
  void pass(Duration time) {
    deliver();
    for (long left = time.toSeconds(); left > 0; left--) {
      clock.advance(Duration.ofSeconds(1));
      deliver();
    }
  }

  private void deliver() {
    while (runtime.deliverDue() + board.duePosts().attend(100) > 0) {
      continue;
    }
  }

  /** An answer about a revision of a post as its JSON. */
  String answer(Post post, int revision, Verdict verdict) {
    Decision decision =
        new Decision(
            verdict, Optional.of("seen"), Decider.service("theirs"), clock.instant(), revision);
    return ApprovalEvents.write(new ApprovalResponse(post.id(), decision, post.trace()), "e")
        .detail();
  }

  /** An answer that leaves a revision of a post to a person, as its JSON. */
  String hold(Post post, int revision) {
    List<HoldReason> reasons = List.of(new HoldReason("blocked-word", "casino"));
    ApprovalHeld held =
        new ApprovalHeld(post.id(), revision, reasons, "theirs", clock.instant(), post.trace());
    return ApprovalEvents.write(held, "e").detail();
  }

  /** Hands in an answer that was signed in time. */
  Answer take(String secret, String id, String body) {
    Stamp stamp = Secrets.parse(secret).stamp(id, clock.instant(), body.getBytes(UTF_8));
    return take(stamp, body);
  }

  /** Hands in an answer with this stamp. */
  Answer take(Stamp stamp, String body) {
    return answers(SecretsTest.ONE)
        .take(
            Optional.of(stamp.id()),
            Optional.of(stamp.timestamp()),
            Optional.of(stamp.signatures()),
            body.getBytes(UTF_8));
  }

  Optional<Post> stored(Post post) {
    return runtime.ports().posts().find(post.id(), clock.instant());
  }

  /** Posts that wait for somebody, as moderators see them. */
  List<Post> waiting() {
    return runtime.ports().posts().waiting(PageRequest.first(100), clock.instant()).items();
  }

  List<Post> announced() {
    return List.copyOf(announced);
  }

  DeadLetters deadLetters() {
    return runtime.deadLetters();
  }

  private static boolean selects(String pattern, Event event) {
    return pattern.contains('"' + event.detailType() + '"');
  }
}
