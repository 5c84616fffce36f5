package org.imprimatur.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that takes every connection and never answers, on a board that runs by itself. */
class HangingServiceTest {
  private static final int POSTS = 100;
  private static final Clock CLOCK = Clock.tickMillis(java.time.ZoneOffset.UTC);

  @TempDir Path data;

  private final SecureRandom random = new SecureRandom();
  private final FakeApprovalService service = new FakeApprovalService();
  private final BlockingQueue<PostId> announced = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void holdsUpNobodyElseAndFewThreads() throws InterruptedException {
    Set<Thread> before = waitingThreads();
    service.does(service.hangs());
    EmbeddedSettings settings = EmbeddedSettings.in(data);
    try (EmbeddedRuntime runtime = EmbeddedRuntime.open(settings, CLOCK, random, o -> {})) {
      Board board = started(runtime);
      List<Post> posts = new ArrayList<>();
      for (int i = 0; i < POSTS; i++) {
        posts.add(submit(board));
      }
      for (Post post : posts) {
        runtime.ports().bus().publish(ApprovalEvents.write(yes(post), "yes-" + post.id()));
      }
      for (int i = 0; i < POSTS; i++) {
        assertThat(announced.poll(5, TimeUnit.SECONDS)).isNotNull();
      }
      assertThat(service.received()).isNotEmpty();
      Set<Thread> waiting = waitingThreads();
      waiting.removeAll(before);
      assertThat(waiting).hasSizeBetween(1, 32);
      service.close();
    }
  }

  private Board started(EmbeddedRuntime runtime) {
    BoardSettings settings =
        new BoardSettings(
            ApprovalPolicy.manual(),
            Duration.ZERO,
            Duration.ofMinutes(1),
            new Lifetime(Duration.ofDays(30)));
    WebhookDelivery delivery =
        new WebhookDelivery(service.address(), Secrets.parse(SecretsTest.ONE), CLOCK);
    Board board =
        new Board(
            runtime.ports(),
            settings,
            CLOCK,
            random,
            post -> announced.add(post.id()),
            occurrence -> {},
            delivery);
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(() -> board.duePosts().attend(100));
    return board;
  }

  private Post submit(Board board) {
    Submitted answer =
        board
            .submitPost()
            .submit(
                new Author("ann", "Ann"), "T", "B", Optional.empty(), TraceParent.start(random));
    return ((Submitted.Accepted) answer).post();
  }

  private static ApprovalResponse yes(Post post) {
    Decision decision =
        new Decision(
            Verdict.APPROVED,
            Optional.empty(),
            Decider.service("mia"),
            CLOCK.instant().truncatedTo(ChronoUnit.MILLIS),
            1);
    return new ApprovalResponse(post.id(), decision, post.trace());
  }

  /** Of this board, and of any other in this process. */
  private static Set<Thread> waitingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("imprimatur-approval-service"))
        .collect(Collectors.toSet());
  }
}
