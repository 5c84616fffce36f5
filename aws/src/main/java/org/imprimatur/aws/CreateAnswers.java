package org.imprimatur.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Allowance;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Violation;

/** What the answers of the Create route come to. */
record CreateAnswers(Posts posts, Archive archive, PostIds ids, Clock clock) {
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int KEY_REUSED = 422;
  private static final int LIMIT_REACHED = 429;
  private static final int SERVER_ERROR = 500;

  Submitted read(int status, String body, String subject, Optional<IdempotencyKey> key) {
    JsonNode json = json(body);
    if (status == ACCEPTED) {
      return new Submitted.Accepted(post(new PostId(Json.text(json, "id"))));
    }
    if (status == BAD_REQUEST && json.has("violations")) {
      return new Submitted.Invalid(violations(json.get("violations")));
    }
    if (status == KEY_REUSED && key.isPresent()) {
      return new Submitted.KeyReused(ids.derived(subject, key.get()));
    }
    if (status == LIMIT_REACHED && json.has("limit")) {
      return new Submitted.LimitReached(allowance(json));
    }
    throw new StoreUnavailable(
        "the Create route answered " + status,
        status < SERVER_ERROR,
        new IllegalStateException(json.path("detail").asText("")));
  }

  /** Read by key, so that what was just accepted is there. */
  private Post post(PostId id) {
    return posts
        .find(id, clock.instant())
        .or(() -> archive.find(id).map(ArchivedPost::post))
        .orElseThrow(
            () ->
                new StoreUnavailable(
                    "an accepted post is not there", false, new IllegalStateException()));
  }

  private static Allowance allowance(JsonNode json) {
    int limit = json.get("limit").asInt();
    return json.has("again")
        ? new Allowance.TooFast(
            limit,
            Duration.parse(json.path("within").asText("PT1H")),
            Instant.parse(Json.text(json, "again")))
        : new Allowance.TooManyWaiting(limit);
  }

  private static List<Violation> violations(JsonNode json) {
    List<Violation> violations = new ArrayList<>();
    json.forEach(
        v -> violations.add(new Violation(Json.text(v, "field"), Json.text(v, "message"))));
    return violations;
  }

  private static JsonNode json(String body) {
    try {
      return JsonText.read(body);
    } catch (JsonProcessingException e) {
      throw new StoreUnavailable("the Create route answered no JSON", false, e);
    }
  }
}
