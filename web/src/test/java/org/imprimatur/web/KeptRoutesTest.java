package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imprimatur.Board;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Post;
import org.imprimatur.web.signin.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept for strangers is what they would be shown anyway, at every moment. */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class KeptRoutesTest {
  @TestHTTPResource URI base;
  @Inject HiddenPosts posts;
  @Inject People people;
  @Inject MovableClock clock;
  @Inject Board board;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/posts", "/feed.atom", "/sitemap.xml", "/robots.txt"})
  void whatIsKeptIsWhatTheResourceAnswersToTheByte(String path) {
    posts.published("kay", "Kept for all");
    Http notPlain = http.with("Cookie", "theme=dark");
    HttpResponse<String> fresh;
    HttpResponse<String> answer;
    do {
      fresh = notPlain.get(path);
      answer = http.get(path);
    } while (!settled(fresh, notPlain.get(path)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(fresh.body());
    assertThat(headers(answer)).isEqualTo(headers(fresh));
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> known = http.with("If-None-Match", tag).get(path);
    HttpResponse<String> knownFresh = notPlain.with("If-None-Match", tag).get(path);
    assertThat(known.statusCode()).isEqualTo(knownFresh.statusCode()).isEqualTo(304);
    assertThat(headers(known)).isEqualTo(headers(knownFresh));
  }

  /** Nothing changed in between, and the second after which a time is told is over. */
  private static boolean settled(HttpResponse<String> before, HttpResponse<String> after) {
    return after.headers().firstValue("Last-Modified").isPresent()
        && headers(after).equals(headers(before))
        && after.body().equals(before.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/posts", "/feed.atom"})
  void whoWasToldThatAPostIsPublicOrGoneIsShownItSo(String path) {
    for (int i = 0; i < 20; i++) {
      String title = "Told at once %02d of %s.".formatted(i, path);
      Post post = posts.published("tom", title);
      assertThat(http.get(path).body()).contains(title);
      assertThat(http.get(path).body()).contains(title);
      board
          .reviewPublished()
          .review(post.id(), 1, 0, false, Optional.of("Enough"), Decider.moderator("mia", "Mia"));
      assertThat(http.get(path).body()).doesNotContain(title);
    }
  }

  @Test
  void whoIsSignedInIsShownTheSamePostsAndTheirOwnPage() {
    Http uma = http.as(people.author("uma"));
    Instant until = clock.instant().plus(Duration.ofMinutes(2));
    Post lasting = posts.published("uma", "For members as well");
    posts.published("uma", "For members, for now", until);
    assertThat(http.get("/").body())
        .contains("For members as well", "For members, for now")
        .doesNotContain("Signed in as");
    assertThat(uma.get("/").body())
        .contains("For members as well", "For members, for now", "Signed in as <bdi>Name of uma");

    clock.advance(Duration.between(clock.instant(), until));
    assertThat(uma.get("/").body())
        .contains("For members as well")
        .doesNotContain("For members, for now");
    board
        .reviewPublished()
        .review(lasting.id(), 1, 0, false, Optional.of("Enough"), Decider.moderator("mia", "Mia"));
    assertThat(uma.get("/").body()).doesNotContain("For members as well");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/posts", "/feed.atom"})
  void anExpiredPostIsGoneInItsSecond(String path) {
    Instant until = clock.instant().plus(Duration.ofMinutes(2));
    posts.published("eve", "Expires soon " + path, until);
    assertThat(http.get(path).body()).contains("Expires soon " + path);

    clock.advance(Duration.between(clock.instant(), until));

    assertThat(http.get(path).body()).doesNotContain("Expires soon " + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/posts", "/feed.atom"})
  void whoKnowsATimeAloneIsToldWhetherItIsStillRight(String path) {
    posts.published("ida", "Before");
    clock.advance(Duration.ofSeconds(2));
    HttpResponse<String> first;
    HttpResponse<String> again;
    do {
      first = http.get(path);
      String time = first.headers().firstValue("Last-Modified").orElse("");
      again = http.with("If-Modified-Since", time).get(path);
    } while (!http.get(path).body().equals(first.body()));
    assertThat(again.statusCode()).isEqualTo(304);
    String time = again.headers().firstValue("Last-Modified").orElseThrow();
    String title = "Within a second " + path;
    posts.published("ida", title);
    HttpResponse<String> changed = http.with("If-Modified-Since", time).get(path);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains(title);
    String other =
        http.with("If-None-Match", "\"other\"").with("If-Modified-Since", time).get(path).body();
    assertThat(other).contains(title);
  }

  @Test
  void whoPrefersAnotherTypeIsAnsweredByTheResource() {
    http.get("/");
    for (String accept : List.of("application/json", "image/png", "text/plain")) {
      assertThat(http.with("Accept", accept).get("/").statusCode()).as(accept).isEqualTo(406);
    }
    for (String accept :
        List.of("*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "text/*")) {
      assertThat(http.with("Accept", accept).get("/").statusCode()).as(accept).isEqualTo(200);
    }
  }

  @Test
  void aHeadIsAnsweredLikeAGet() {
    HttpResponse<String> get = http.get("/");
    HttpResponse<String> head = http.send("HEAD", "/", HttpRequest.BodyPublishers.noBody());
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
    assertThat(head.body()).isEmpty();
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
