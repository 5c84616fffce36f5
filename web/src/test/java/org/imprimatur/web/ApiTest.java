package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;

  private Http http;
  private Http author;

  @BeforeEach
  void signIn() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    author = http.as(people.author("author-" + UUID.randomUUID()));
  }

  @Test
  void aPublishedPostHasExactlyThePromisedFields() throws JsonProcessingException {
    Post post = posts.published("writer", "In the list");
    JsonNode item = JSON.readTree(http.get("/api/posts/" + post.id()).body());
    assertThat(item.properties())
        .extracting(field -> field.getKey())
        .containsExactly("id", "title", "body", "author", "publishedAt", "expiresAt");
    assertThat(item.get("author").properties()).hasSize(1);
    assertThat(item.get("author").get("name").textValue()).isEqualTo("Name of writer");
    Instant published = Instant.parse(item.get("publishedAt").textValue());
    Instant expires = Instant.parse(item.get("expiresAt").textValue());
    assertThat(Duration.between(published, expires))
        .isBetween(Duration.ofDays(30).minusSeconds(1), Duration.ofDays(30).plusSeconds(1));
  }

  @Test
  void theListWalkedByItsCursorShowsEachPostOnceTheLatestFirst() throws JsonProcessingException {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(0, posts.published("walker", "Walked " + i).id().value());
    }
    List<String> seen = new ArrayList<>();
    String path = "/api/posts?limit=3";
    while (!path.isEmpty()) {
      JsonNode page = JSON.readTree(http.get(path).body());
      page.get("items").forEach(item -> seen.add(item.get("id").textValue()));
      path =
          page.get("next").isNull()
              ? ""
              : "/api/posts?limit=3&cursor=" + page.get("next").textValue();
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(made);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1e2",
        "cursor=",
        "cursor=x",
        "cursor=MTox",
        "cursor=%00",
        "limit=99999999999999999999",
      })
  void aMalformedPlaceOrSizeIsABadRequest(String query) {
    HttpResponse<String> answer = http.get("/api/posts?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void aSubmissionIsAcknowledgedWithItsPlace() throws JsonProcessingException {
    HttpResponse<String> answer = author.json("/api/posts", "{\"title\":\"T\",\"body\":\"B\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode accepted = JSON.readTree(answer.body());
    assertThat(accepted.get("status").textValue()).isEqualTo("PENDING");
    assertThat(accepted.get("id").textValue()).matches("[0-9a-f]{32}");
    assertThat(Instant.parse(accepted.get("submittedAt").textValue()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/api/posts/" + accepted.get("id").textValue());
  }

  @Test
  void aStrangerIsAskedToSignIn() {
    HttpResponse<String> answer = http.json("/api/posts", "{\"title\":\"T\",\"body\":\"B\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void aForgedTokenIsRefused() {
    HttpResponse<String> answer =
        http.with("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")
            .json("/api/posts", "{\"title\":\"T\",\"body\":\"B\"}");
    assertThat(answer.statusCode()).isIn(401, 503);
  }

  @Test
  void whatIsWrongIsSaidFieldByField() throws JsonProcessingException {
    HttpResponse<String> answer = author.json("/api/posts", "{\"title\":\"\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("violations").findValuesAsText("field"))
        .containsExactly("title", "body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"T\",\"body\":\"B\",\"status\":\"PUBLISHED\"}",
        "{\"title\":\"T\",\"title\":\"U\",\"body\":\"B\"}",
        "{\"title\":\"T\",\"body\":\"B\",\"author\":{\"id\":\"x\"}}",
        "[]",
        "{",
        "",
      })
  void anythingButTitleAndBodyIsABadRequest(String body) {
    HttpResponse<String> answer = author.json("/api/posts", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void theSameKeyAndTextGiveTheSameAnswerAnotherTextIsRefused() {
    Http keyed = author.with("Idempotency-Key", "key-1");
    HttpResponse<String> first = keyed.json("/api/posts", "{\"title\":\"T\",\"body\":\"B\"}");
    HttpResponse<String> again = keyed.json("/api/posts", "{\"body\":\"B\",\"title\":\"T\"}");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(keyed.json("/api/posts", "{\"title\":\"T\",\"body\":\"C\"}").statusCode())
        .isEqualTo(422);
    assertThat(author.with("Idempotency-Key", "a b").json("/api/posts", "{}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void theDescriptionNamesEveryOperation() {
    assertThat(http.get("/q/openapi").body())
        .contains("/api/posts:", "/api/posts/{id}:", "listPosts", "findPost", "submitPost")
        .doesNotContain("/moderation", "/sign-out");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    HttpResponse<String> answer =
        author
            .with("Content-Type", "text/plain")
            .send(
                "POST",
                "/api/posts",
                java.net.http.HttpRequest.BodyPublishers.ofString("{\"title\":\"T\"}"));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    String body = "{\"title\":\"T\",\"body\":\"" + "x".repeat(66_000) + "\"}";
    assertThat(author.askingFirst().json("/api/posts", body).statusCode()).isEqualTo(413);
  }
}
