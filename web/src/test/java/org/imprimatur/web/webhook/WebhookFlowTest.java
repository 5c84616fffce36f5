package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.api.Answer;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.web.webhook.FakeApprovalService.Reaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A post's way through somebody's own approval service, good and bad. */
class WebhookFlowTest {
  private static final Duration DELAY = Duration.ofSeconds(10);
  private static final Duration ALL_TRIES = Duration.ofSeconds(30);

  private final FakeApprovalService service = new FakeApprovalService();
  private final WebhookBoard board = new WebhookBoard(service.address(), SecretsTest.ONE);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aRequestHandedOverDecidesNothing() {
    Post post = board.submit();
    board.pass(DELAY);
    assertThat(service.received()).hasSize(1);
    assertThat(board.stored(post)).contains(post);
  }

  @Test
  void aSignedYesPublishes() {
    Post post = board.submit();
    board.pass(DELAY);
    assertThat(outcome(yes(post))).isEqualTo("{\"outcome\":\"applied\"}");
    board.pass(Duration.ZERO);
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aSignedNoKeepsTheReasonForTheAuthor() {
    Post post = board.submit();
    board.take(SecretsTest.ONE, "a", board.answer(post, 1, Verdict.REJECTED));
    Post stored = board.stored(post).orElseThrow();
    assertThat(stored.status()).isEqualTo(Status.REJECTED);
    assertThat(stored.decision().orElseThrow().reason()).contains("seen");
    assertThat(stored.decision().orElseThrow().decidedBy()).isEqualTo("theirs");
  }

  @Test
  void anAnswerMayComeBeforeTheServiceHasTakenTheRequest() {
    Post post = board.submit();
    List<Answer> answers = new ArrayList<>();
    service.does(
        (exchange, request) -> {
          answers.add(yes(post));
          exchange.sendResponseHeaders(204, -1);
        });
    board.pass(DELAY);
    assertThat(answers).extracting(this::outcome).containsExactly("{\"outcome\":\"applied\"}");
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void anAnswerMayComeThoughTheRequestSeemedToFail() {
    Post post = board.submit();
    service.does(
        (exchange, request) -> {
          yes(post);
          exchange.sendResponseHeaders(500, -1);
        });
    board.pass(DELAY.plus(ALL_TRIES));
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aServiceThatFailsForAMomentIsAskedAgainBySameName() {
    Post post = board.submit();
    service.does(FakeApprovalService.says(500, ""));
    board.pass(DELAY);
    service.does(answering());
    board.pass(Duration.ofSeconds(3));
    assertThat(service.received()).hasSize(2);
    assertThat(service.received()).extracting(r -> r.stamp().id()).containsOnly(firstAsk(post));
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aRequestThatFailsTooOftenIsParkedAndThePostWaitsForAPerson() {
    Post post = board.submit();
    service.does(FakeApprovalService.says(503, "{\"approved\":true}"));
    board.pass(DELAY.plus(ALL_TRIES));

    assertThat(service.received()).hasSize(5);
    assertThat(board.deadLetters().list(10))
        .extracting(DeadLetter::subscriber, DeadLetter::about, DeadLetter::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "approval-service",
                firstAsk(post),
                "Undelivered: the approval service answered 503"));
    assertThat(board.waiting()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aBacklogClearsByItselfAfterAnOutage() {
    service.does(FakeApprovalService.says(502, ""));
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      posts.add(board.submit());
      board.pass(Duration.ofSeconds(20));
    }
    assertThat(board.announced()).isEmpty();

    service.does(answering());
    board.pass(Duration.ofMinutes(10));
    assertThat(board.announced()).hasSameElementsAs(published(posts));
    assertThat(board.waiting()).isEmpty();
  }

  @Test
  void anOperatorNeedNotWaitUntilTheServiceIsAskedAgain() {
    service.does(FakeApprovalService.says(502, ""));
    Post post = board.submit();
    board.pass(DELAY.plus(ALL_TRIES));
    service.does(answering());
    board.deadLetters().redriveAll();
    board.pass(Duration.ZERO);
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aSilentServiceIsAskedAgainUnderOtherNamesAndGivenUpAfterAnHour() {
    Post post = board.submit();
    board.pass(Duration.ofHours(4));
    assertThat(service.received()).hasSize(6);
    assertThat(service.received()).extracting(r -> r.stamp().id()).doesNotHaveDuplicates();
    assertThat(board.waiting()).extracting(Post::id).containsExactly(post.id());
    assertThat(reasons(post)).containsExactly(new HoldReason("no-answer", ""));
  }

  @Test
  void anOutageOfADayEndsInPostsHeldForAPersonOrSentOnTheirWayAgain() {
    service.does(FakeApprovalService.says(502, ""));
    Post post = board.submit();
    board.pass(Duration.ofDays(1));
    assertThat(reasons(post)).extracting(HoldReason::code).containsExactly("no-answer");
    assertThat(board.announced()).isEmpty();

    service.does(answering());
    board.deadLetters().redriveAll();
    board.pass(Duration.ZERO);
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void aServiceMayLeaveATextToAPerson() {
    Post post = board.submit();
    assertThat(outcome(board.take(SecretsTest.ONE, "a", board.hold(post, 1))))
        .isEqualTo("{\"outcome\":\"held\"}");
    assertThat(outcome(board.take(SecretsTest.ONE, "b", board.hold(post, 1))))
        .isEqualTo("{\"outcome\":\"not-waiting\"}");
    board.pass(Duration.ofHours(4));
    assertThat(reasons(post)).containsExactly(new HoldReason("blocked-word", "casino"));
    assertThat(service.received()).hasSize(1);
    assertThat(board.announced()).isEmpty();
  }

  @Test
  void aServiceThatContradictsItselfIsTakenAtItsFirstWord() {
    Post post = board.submit();
    Answer first = board.take(SecretsTest.ONE, "a", board.answer(post, 1, Verdict.REJECTED));
    Answer second = board.take(SecretsTest.ONE, "b", board.answer(post, 1, Verdict.APPROVED));
    Answer sameName = board.take(SecretsTest.ONE, "a", board.answer(post, 1, Verdict.APPROVED));
    assertThat(outcome(first)).isEqualTo("{\"outcome\":\"applied\"}");
    assertThat(outcome(second)).isEqualTo("{\"outcome\":\"already-decided\"}");
    assertThat(outcome(sameName)).isEqualTo("{\"outcome\":\"already-decided\"}");
    board.pass(ALL_TRIES);
    assertThat(board.announced()).isEmpty();
  }

  @Test
  void anAnswerThatComesAgainIsAnsweredAsBeforeAndNotRecorded() {
    Post post = board.submit();
    String body = board.answer(post, 1, Verdict.APPROVED);
    Stamp stamp =
        Secrets.parse(SecretsTest.ONE).stamp("a", board.clock.instant(), body.getBytes(UTF_8));
    Answer first = board.take(stamp, body);
    board.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(board.take(stamp, body)).isEqualTo(first);
    board.pass(Duration.ZERO);

    assertThat(board.telemetry.of(Occurrence.Kind.APPROVAL_ANSWERED)).hasSize(1);
    assertThat(board.announced()).hasSize(1);
    board.clock.advance(Duration.ofSeconds(2));
    assertThat(board.take(stamp, body).status()).isEqualTo(401);
  }

  @Test
  void aSecretIsReplacedWhileAnswersFlow() {
    WebhookBoard turning =
        new WebhookBoard(service.address(), SecretsTest.TWO + " " + SecretsTest.ONE);
    turning.submit();
    turning.pass(DELAY);
    FakeApprovalService.Received request = service.received().get(0);
    for (String secret : List.of(SecretsTest.ONE, SecretsTest.TWO)) {
      byte[] body = request.body().getBytes(UTF_8);
      assertThat(Secrets.parse(secret).vouchFor(request.stamp(), body, turning.clock.instant()))
          .isTrue();
    }
  }

  /** Answers before it says that it has the request, so that a test need not wait for it. */
  private Reaction answering() {
    return (exchange, request) -> {
      String id = "answer-to-" + request.stamp().id();
      int status = board.take(SecretsTest.ONE, id, yesTo(request.body())).status();
      exchange.sendResponseHeaders(status == 200 ? 202 : 500, -1);
    };
  }

  private String yesTo(String envelope) {
    try {
      var detail = new ObjectMapper().readTree(envelope).get("detail");
      return new ObjectMapper()
          .createObjectNode()
          .put("postId", detail.get("post").get("id").textValue())
          .put("revision", detail.get("post").get("revision").intValue())
          .put("approved", true)
          .put("decidedBy", "theirs")
          .put("decidedAt", board.clock.instant().toString())
          .put("requestId", detail.get("requestId").textValue())
          .put("traceparent", detail.get("traceparent").textValue())
          .toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Answer yes(Post post) {
    return board.take(SecretsTest.ONE, "yes", board.answer(post, 1, Verdict.APPROVED));
  }

  private String outcome(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private List<Post> published(List<Post> posts) {
    return posts.stream().map(post -> board.stored(post).orElseThrow()).toList();
  }

  private List<HoldReason> reasons(Post post) {
    return board.stored(post).orElseThrow().current().held();
  }

  private static String firstAsk(Post post) {
    return "request-" + post.id() + "-1-1";
  }
}
