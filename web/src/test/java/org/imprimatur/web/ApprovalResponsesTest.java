package org.imprimatur.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed answers over HTTP; the signatures here are made by nothing but the JDK. */
@QuarkusTest
class ApprovalResponsesTest {
  private static final String PATH = "/api/approval-responses";

  @TestHTTPResource URI base;
  @Inject HiddenPosts posts;
  @Inject Ports ports;
  @Inject Clock clock;

  @ConfigProperty(name = "imprimatur.approval.webhook.secret")
  String secret;

  private Http http;
  private Post post;
  private String yes;

  @BeforeEach
  void pendingPost() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    post = posts.pending("writer", "Waits for an answer");
    Decision decision =
        new Decision(
            Verdict.APPROVED, Optional.empty(), Decider.service("theirs"), clock.instant(), 1);
    yes =
        ApprovalEvents.write(new ApprovalResponse(post.id(), decision, post.trace()), "e").detail();
  }

  @AfterEach
  void waitNoMore() {
    ports.posts().withdraw(post.id(), "writer", clock.instant());
  }

  @Test
  void aSignedAnswerDecidesAtOnce() {
    HttpResponse<String> answer = signed("a-" + UUID.randomUUID(), yes).json(PATH, yes);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"outcome\":\"applied\"}");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/json");
    assertThat(status()).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void anAnswerThatComesAgainIsAnsweredAsBefore() {
    Http sender = signed("again-" + UUID.randomUUID(), yes);
    String first = sender.json(PATH, yes).body();
    assertThat(sender.json(PATH, yes).body()).isEqualTo(first);
  }

  @Test
  void anUnsignedAnswerDecidesNothing() {
    HttpResponse<String> answer = http.json(PATH, yes);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains("application/problem+json");
    assertThat(status()).isEqualTo(Status.PENDING);
  }

  @Test
  void aForgedAnswerDecidesNothing() {
    String no = yes.replace("true", "false");
    assertThat(signed("forged", no).json(PATH, yes).statusCode()).isEqualTo(401);
    assertThat(status()).isEqualTo(Status.PENDING);
  }

  @Test
  void whatIsSignedButNoAnswerIsABadRequest() {
    assertThat(signed("b", "{}").json(PATH, "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    HttpResponse<String> answer =
        signed("m", yes)
            .with("Content-Type", "text/plain")
            .send("POST", PATH, HttpRequest.BodyPublishers.ofString(yes));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains("application/problem+json");
    assertThat(status()).isEqualTo(Status.PENDING);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    String padded = yes + " ".repeat(66_000);
    HttpResponse<String> answer = signed("l", padded).askingFirst().json(PATH, padded);
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aBrowserOfAnotherSiteIsRefusedWhateverItSends() {
    HttpResponse<String> answer =
        signed("x", yes).with("Sec-Fetch-Site", "cross-site").json(PATH, yes);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(status()).isEqualTo(Status.PENDING);
  }

  @Test
  void onlyPostingIsKnownHere() {
    HttpResponse<String> answer = http.get(PATH);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS, POST");
  }

  @Test
  void theDescriptionNamesIt() {
    assertThat(http.get("/q/openapi").body()).contains(PATH + ":", "answerApprovalRequest");
  }

  private Status status() {
    return ports.posts().find(post.id(), clock.instant()).orElseThrow().status();
  }

  private Http signed(String id, String body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    return http.with("webhook-id", id)
        .with("webhook-timestamp", timestamp)
        .with("webhook-signature", "v1," + mac(id + "." + timestamp + "." + body));
  }

  private String mac(String message) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
