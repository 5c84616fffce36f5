package org.imprimatur.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Allowance;
import org.imprimatur.post.Author;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.Submissions;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;

/** Submissions of who is signed in: {@code POST /api/posts}. */
public final class SubmissionsApi {
  /** The largest request that is read: what the longest post of four-byte characters takes. */
  public static final int MAX_BYTES = 64 * 1024;

  private final Submissions submissions;
  private final Clock clock;

  /** Hands in to {@code submissions}. */
  public SubmissionsApi(Submissions submissions, Clock clock) {
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * Takes a submission.
   *
   * @param author who is signed in, never what the request says of itself
   * @param body the request's body as sent
   * @param idempotencyKey the request's {@code Idempotency-Key} as sent
   * @return as {@link Submissions#submitAsync} does
   */
  public CompletableFuture<Answer> submit(
      Author author, byte[] body, Optional<String> idempotencyKey, TraceParent trace) {
    Optional<IdempotencyKey> key = idempotencyKey.flatMap(IdempotencyKey::parse);
    if (key.isPresent() != idempotencyKey.isPresent()) {
      return refused(Problem.of(400, "Idempotency-Key has 1 to 200 visible ASCII characters."));
    }
    if (body.length > MAX_BYTES) {
      return refused(Problem.of(413, "A post may have up to 5,000 characters."));
    }
    return SubmissionReader.read(body)
        .fold(
            typed -> submit(author, typed, key, trace),
            problem -> refused(Problem.of(400, problem)));
  }

  private static CompletableFuture<Answer> refused(Answer why) {
    return CompletableFuture.completedFuture(why);
  }

  private CompletableFuture<Answer> submit(
      Author author,
      SubmissionReader.Typed typed,
      Optional<IdempotencyKey> key,
      TraceParent trace) {
    return submissions
        .submitAsync(author, typed.title(), typed.body(), key, trace)
        .thenApply(this::answer);
  }

  private Answer answer(Submitted submitted) {
    return submitted.fold(
        SubmissionsApi::accepted,
        violations -> Problem.of(400, "The post may not stand as it is.", violations),
        () -> Problem.of(422, "This Idempotency-Key was used for another text."),
        this::limitReached);
  }

  /** Status 429 of RFC 6585; {@code Retry-After} where it is known when the next may come. */
  private Answer limitReached(Allowance allowance) {
    return allowance.fold(
        () -> Problem.of(429, "Too many posts."),
        waiting ->
            Problem.tooManyWaiting(
                "You may have up to "
                    + waiting.limit()
                    + " posts waiting for a decision; send another when one is decided.",
                waiting),
        fast ->
            Problem.tooFast(
                    "You may send up to "
                        + fast.limit()
                        + " posts within "
                        + fast.withinInWords()
                        + ".",
                    fast)
                .retryAfter(Duration.between(clock.instant(), fast.again())));
  }

  private static Answer accepted(Post post) {
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.put("id", post.id().value());
    receipt.put("status", "PENDING");
    receipt.put("submittedAt", post.submittedAt().toString());
    return Answer.accepted("/api/posts/" + post.id(), JsonText.write(receipt));
  }
}
