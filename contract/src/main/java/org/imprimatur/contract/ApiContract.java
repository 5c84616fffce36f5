package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.contract.ApiUnderTest.Reply;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.junit.jupiter.api.Test;

/** What the HTTP API promises, the same wherever it runs. */
public interface ApiContract {
  /** A submission that may stand. */
  String GOOD = "{\"title\":\"T\",\"body\":\"B\"}";

  /** An API over a board with no posts, or with posts of nobody's concern here. */
  ApiUnderTest openApi();

  @Test
  default void publishedPostHasExactlyThePromisedFields() {
    ApiUnderTest api = openApi();
    Post post = api.published();

    Reply reply = api.get("/api/posts/" + post.id());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).startsWith("application/json");
    assertThat(reply.header("cache-control")).contains("public").contains("max-age=0");
    JsonNode item = json(reply);
    assertThat(item.properties())
        .extracting(field -> field.getKey())
        .containsExactly("id", "title", "body", "author", "publishedAt", "expiresAt");
    assertThat(item.get("author").properties()).hasSize(1);
    assertThat(item.get("author").get("name").textValue()).isEqualTo(post.author().name());
    assertThat(item.get("title").textValue()).isEqualTo(post.title());
    assertThat(item.get("body").textValue()).isEqualTo(post.body());
    assertThat(Instant.parse(item.get("publishedAt").textValue()))
        .isEqualTo(post.publishedAt().orElseThrow());
    assertThat(Instant.parse(item.get("expiresAt").textValue())).isEqualTo(post.expires());
  }

  @Test
  default void whoHasTheAnswerAlreadyIsToldSo() {
    ApiUnderTest api = openApi();
    String path = "/api/posts/" + api.published().id();
    Reply first = api.get(path);
    String tag = first.header("etag");
    assertThat(tag).matches("\"[^\"]+\"");

    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      Reply again = api.get(path, Optional.of(known));
      assertThat(again.status()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("etag")).isEqualTo(tag);
      assertThat(again.header("cache-control")).isEqualTo(first.header("cache-control"));
    }
    assertThat(api.get(path, Optional.of("\"other\"")).body()).isEqualTo(first.body());
  }

  @Test
  default void tagChangesWithTheList() {
    ApiUnderTest api = openApi();
    api.published();
    Optional<String> tag = Optional.of(api.get("/api/posts").header("etag"));

    Post newer = api.published();

    Reply now = api.get("/api/posts", tag);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.body()).contains(newer.id().value());
  }

  @Test
  default void walkByTheCursorShowsEachPostOnceTheLatestFirst() {
    ApiUnderTest api = openApi();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(api.published().id().value());
    }
    List<String> seen = new ArrayList<>();
    Optional<String> path = Optional.of("/api/posts?limit=2");
    while (path.isPresent()) {
      JsonNode page = json(api.get(path.get()));
      assertThat(page.properties()).extracting(f -> f.getKey()).containsExactly("items", "next");
      assertThat(page.get("items")).hasSizeLessThanOrEqualTo(2);
      page.get("items").forEach(item -> seen.add(item.get("id").textValue()));
      path =
          Optional.ofNullable(page.get("next").textValue())
              .map(next -> "/api/posts?limit=2&cursor=" + next);
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(made);
  }

  @Test
  default void malformedSizeOrPlaceIsABadRequest() {
    ApiUnderTest api = openApi();
    for (String query :
        List.of("limit=0", "limit=101", "limit=x", "limit=", "limit=1e2", "cursor=", "cursor=x")) {
      assertProblem(api.get("/api/posts?" + query), 400);
    }
  }

  @Test
  default void whatIsNotPublicIsAnsweredAsWhatNeverWas() {
    ApiUnderTest api = openApi();
    Post pending = api.samplePosts().addPending(api.posts(), 1).get(0);
    Post rejected = api.samplePosts().addRejected(api.posts());

    Reply never = api.get("/api/posts/" + "0".repeat(32));

    assertProblem(never, 404);
    for (String id : List.of(pending.id().value(), rejected.id().value(), "x")) {
      assertThat(api.get("/api/posts/" + id).body()).isEqualTo(never.body());
    }
  }

  @Test
  default void submissionIsAcknowledgedWithItsPlace() {
    ApiUnderTest api = openApi();

    Reply reply = submit(api, "{\"title\":\"Grüße \uD83D\uDC27\",\"body\":\"B\\n*b*\"}");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    JsonNode receipt = json(reply);
    assertThat(receipt.properties())
        .extracting(field -> field.getKey())
        .containsExactly("id", "status", "submittedAt");
    String id = receipt.get("id").textValue();
    assertThat(reply.header("location")).endsWith("/api/posts/" + id);
    assertThat(receipt.get("status").textValue()).isEqualTo("PENDING");
    assertThat(api.get("/api/posts/" + id).status()).isEqualTo(404);
  }

  @Test
  default void authorIsWhoSignedIn() {
    ApiUnderTest api = openApi();
    Reply reply = api.post(Optional.of(SamplePosts.BOB), bytes(GOOD), Map.of());
    String id = json(reply).get("id").textValue();
    Instant submitted = Instant.parse(json(reply).get("submittedAt").textValue());

    Post post = api.posts().find(new PostId(id), submitted).orElseThrow();

    assertThat(post.author()).isEqualTo(SamplePosts.BOB);
    assertThat(post.status()).isEqualTo(Status.PENDING);
    assertThat(post.submittedAt()).isEqualTo(submitted);
  }

  @Test
  default void strangerSubmitsNothing() {
    Reply reply = openApi().post(Optional.empty(), bytes(GOOD), Map.of());

    assertThat(reply.status()).isIn(401, 403);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
  }

  @Test
  default void whatIsWrongIsSaidFieldByField() {
    Reply reply = submit(openApi(), "{\"title\":\"\\u2800\"}");

    assertProblem(reply, 400);
    assertThat(json(reply).get("violations").findValuesAsText("field"))
        .containsExactly("title", "body");
  }

  @Test
  default void anythingButTitleAndBodyOnceIsABadRequest() {
    ApiUnderTest api = openApi();
    for (String body :
        List.of(
            "{\"title\":\"T\",\"body\":\"B\",\"status\":\"PUBLISHED\"}",
            "{\"title\":\"T\",\"body\":\"B\",\"author\":{\"id\":\"x\"}}",
            "{\"title\":\"T\",\"title\":\"U\",\"body\":\"B\"}",
            "{\"title\":1,\"body\":\"B\"}",
            "[]",
            "{",
            "")) {
      assertProblem(submit(api, body), 400);
    }
  }

  @Test
  default void bytesThatAreNotUtf8AreABadRequest() {
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};

    assertProblem(openApi().post(Optional.of(SamplePosts.ANN), overlong, Map.of()), 400);
  }

  @Test
  default void sameKeyAndTextIsOnePostWithOneAnswer() {
    ApiUnderTest api = openApi();
    Optional<Author> ann = Optional.of(SamplePosts.ANN);
    Map<String, String> key = Map.of("Idempotency-Key", "key-" + api.published().id());

    Reply first = api.post(ann, bytes(GOOD), key);
    Reply second = api.post(ann, bytes(GOOD), key);
    Reply another = api.post(ann, bytes("{\"title\":\"U\",\"body\":\"B\"}"), key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertProblem(another, 422);
  }

  @Test
  default void keyOfAnyOtherFormIsABadRequest() {
    Map<String, String> key = Map.of("Idempotency-Key", "k".repeat(201));

    assertProblem(openApi().post(Optional.of(SamplePosts.ANN), bytes(GOOD), key), 400);
  }

  private static Reply submit(ApiUnderTest api, String body) {
    return api.post(Optional.of(SamplePosts.ANN), bytes(body), Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertProblem(Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    JsonNode problem = json(reply);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("title").textValue()).isNotBlank();
    assertThat(problem.get("detail").textValue()).isNotBlank();
  }

  private static JsonNode json(Reply reply) {
    try {
      return new ObjectMapper().readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + reply.body(), e);
    }
  }
}
