package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.imprimatur.post.Post;
import org.imprimatur.web.signin.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is too fast is told when to come back, keeps the text, and holds up nobody else. */
@QuarkusTest
@TestProfile(PaceTest.Limited.class)
class PaceTest {
  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject MovableClock clock;

  private Http http;

  @BeforeEach
  void connect() {
    clock.advance(Duration.ofMinutes(2));
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @Test
  void anAuthorPostsTenTimesAMinuteAndOthersGoOn() {
    Http fast = http.as(people.author("fast-" + UUID.randomUUID()));
    List<HttpResponse<String>> answers =
        IntStream.range(0, 40).parallel().mapToObj(i -> post(fast, "Text " + i)).toList();

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(10);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 303)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(429);
              assertThat(retryAfter(answer)).isBetween(1, 60);
              assertThat(answer.body()).contains("What I wrote</textarea>", "within a minute");
            });
    Http other = http.as(people.author("other-" + UUID.randomUUID()));
    assertThat(post(other, "Unharmed").statusCode()).isEqualTo(303);

    clock.advance(Duration.ofMinutes(1));
    assertThat(post(fast, "Slower").statusCode()).isEqualTo(303);
  }

  @Test
  void editsCountAsPosts() {
    Http author = http.as(people.author("editor-" + UUID.randomUUID()));
    post(author, "Edited again and again");
    String mine = author.get("/me").body();
    String id = mine.replaceFirst("(?s).*action=\"/posts/([0-9a-z]+)/withdraw.*", "$1");
    IntStream.rangeClosed(1, 9)
        .forEach(seen -> assertThat(edit(author, id, seen).statusCode()).isEqualTo(303));
    HttpResponse<String> tenth = edit(author, id, 10);
    assertThat(tenth.statusCode()).isEqualTo(429);
    assertThat(retryAfter(tenth)).isBetween(1, 60);
    assertThat(tenth.body()).contains("Text of 10</textarea>");
  }

  @Test
  void aModeratorWhoWroteAsMuchAsOneMayStillDecides() {
    Http busy = http.as(people.moderator("busy-" + UUID.randomUUID()));
    IntStream.range(0, 10).forEach(i -> post(busy, "Text " + i));
    assertThat(post(busy, "One too many").statusCode()).isEqualTo(429);
    Post post = posts.pending("patient", "Decided by who writes much");

    Map<String, String> approval = Map.of("revision", "1", "verdict", "approve", "reason", "");
    assertThat(busy.form("/moderation/" + post.id(), approval).statusCode()).isEqualTo(303);
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void aProgramIsToldToo() {
    Http program = http.as(people.author("program-" + UUID.randomUUID()));
    String post = "{\"title\": \"t\", \"body\": \"b\"}";
    IntStream.range(0, 10)
        .forEach(i -> assertThat(program.json("/api/posts", post).statusCode()).isEqualTo(202));
    HttpResponse<String> answer = program.json("/api/posts", post);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(retryAfter(answer)).isBetween(1, 60);
    assertThat(answer.body()).contains("within a minute", "\"within\":\"PT1M\"");
  }

  @Test
  void signingInFromOneAddressHasAPaceWhateverItClaimsToForward() {
    IntStream.range(0, 5)
        .forEach(i -> assertThat(forwarding(i).get("/sign-in").statusCode()).isEqualTo(303));
    for (String path : List.of("/sign-in", "/sign-in/callback?state=x&code=y")) {
      HttpResponse<String> answer = forwarding(6).get(path);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(retryAfter(answer)).isBetween(1, 60);
    }
    assertThat(http.get("/").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));
    assertThat(http.get("/sign-in").statusCode()).isEqualTo(303);
  }

  @Test
  void textsOfStrangersAreKeptAtAPaceAndAlwaysComeBack() {
    Map<String, String> form = Map.of("title", "T", "body", "What I wrote", "key", "k");
    IntStream.range(0, 5)
        .forEach(i -> assertThat(http.form("/posts/new", form).statusCode()).isEqualTo(401));
    for (Http stranger : List.of(http, http.as("no-session-at-all"))) {
      HttpResponse<String> answer = stranger.form("/posts/new", form);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(retryAfter(answer)).isBetween(1, 60);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.body()).contains("What I wrote</textarea>");
    }
  }

  @Test
  void whoSendsLogoutsThatAreRefusedIsNotListenedToForAWhile() {
    Map<String, String> forged = Map.of("logout_token", "not.a.token");
    IntStream.range(0, 5)
        .forEach(
            i -> assertThat(http.form("/back-channel-logout", forged).statusCode()).isEqualTo(400));
    HttpResponse<String> answer = http.form("/back-channel-logout", forged);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(retryAfter(answer)).isBetween(1, 60);
  }

  private Http forwarding(int number) {
    return http.with("X-Forwarded-For", "203.0.113." + number);
  }

  private static HttpResponse<String> post(Http author, String title) {
    String key = UUID.randomUUID().toString();
    return author.form("/posts/new", Map.of("title", title, "body", "What I wrote", "key", key));
  }

  private static HttpResponse<String> edit(Http author, String id, int seen) {
    return author.form(
        "/posts/" + id + "/edit",
        Map.of(
            "title",
            "Edited",
            "body",
            "Text of " + seen,
            "key",
            "k",
            "of",
            id,
            "seen",
            Integer.toString(seen)));
  }

  private static int retryAfter(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After").map(Integer::parseInt).orElse(0);
  }

  /** Limits that a test reaches soon. */
  public static final class Limited implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "imprimatur.addresses.max-per-minute", "5", "imprimatur.authors.max-per-minute", "10");
    }
  }
}
