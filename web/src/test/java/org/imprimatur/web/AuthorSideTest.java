package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The author's side of the board after the first submission. */
@QuarkusTest
class AuthorSideTest {
  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject Board board;
  @Inject Ports ports;
  @Inject Clock clock;

  private final String ann = "ann-" + UUID.randomUUID();
  private Http http;
  private Http author;

  @BeforeEach
  void signIn() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    author = http.as(people.author(ann));
  }

  @Test
  void formForAChangeHoldsTheLatestText() {
    Post post = posts.pending(ann, "Before & after");

    HttpResponse<String> form = author.get("/posts/" + post.id() + "/edit");

    assertThat(form.body())
        .contains("Before &amp; after", "name=\"seen\" value=\"1\"", "Change a post");
    assertThat(http.as(people.author("bob")).get("/posts/" + post.id() + "/edit").statusCode())
        .isEqualTo(404);
    assertThat(http.get("/posts/" + post.id() + "/edit").statusCode()).isEqualTo(303);
  }

  @Test
  void changedTextOfAPublishedPostWaitsWhileTheApprovedOneStays() {
    Post post = posts.published(ann, "Approved title");

    HttpResponse<String> answer = edit(post, "1", "Newer title", "Newer body");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(http.get("/posts/" + post.id()).body())
        .contains("Approved title")
        .doesNotContain("Newer");
    assertThat(http.get("/api/posts/" + post.id()).body()).doesNotContain("Newer");
    assertThat(http.get("/").body()).doesNotContain("Newer");
    assertThat(author.get("/me").body()).contains("Your new text waits for approval");
  }

  @Test
  void textSentFromAStaleFormComesBackAndChangesNothing() {
    Post post = posts.pending(ann, "First");
    edit(post, "1", "Second", "b");

    HttpResponse<String> stale = edit(post, "1", "Third", "Kept <b>body</b>");

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body())
        .contains("Third", "Kept &lt;b&gt;body&lt;/b&gt;", "name=\"seen\" value=\"2\"");
    assertThat(author.get("/me").body()).contains("Second").doesNotContain("Third");
  }

  @Test
  void invalidChangeComesBackBesideItsField() {
    Post post = posts.pending(ann, "First");

    HttpResponse<String> answer = edit(post, "1", "\u200b", "Kept");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"title-problem\"", "Kept", "action=\"/posts/" + post.id() + "/edit\"");
  }

  @Test
  void changeOfAPostThatHasLeftBecomesATextForANewOne() {
    Post post = posts.rejected(ann, "Gone");

    HttpResponse<String> answer = edit(post, "1", "Still here", "Kept");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Still here", "Kept", "action=\"/posts/new\"");
  }

  @Test
  void strangersChangeComesBackWithTheTextAndIsKeptForTheForm() {
    Post post = posts.pending(ann, "First");

    HttpResponse<String> answer =
        http.form("/posts/" + post.id() + "/edit", change(post, "1", "Typed long", "b"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Typed long", "Sign in again");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("__Host-draft="));
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("__Host-draft="))
            .findFirst()
            .orElseThrow()
            .replaceAll(";.*", "");
    Http signedIn = http.with("Cookie", "__Host-session=" + people.author(ann) + "; " + cookie);
    assertThat(signedIn.get("/posts/" + post.id() + "/edit").body()).contains("Typed long");
  }

  @Test
  void authorIsAskedForAnotherTextByARoleAndWithTheReason() {
    Post post = posts.pending(ann, "Unclear");
    decide(post, 1, Verdict.CHANGES_REQUESTED, "Say where it was");

    assertThat(author.get("/me").body())
        .contains(
            "Another text is asked for by a moderator", "Say where it was", "Changes requested")
        .doesNotContain("mia");
    assertThat(author.get("/posts/" + post.id() + "/edit").body())
        .contains("You were asked: Say where it was");
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(404);
    assertThat(edit(post, "1", "Clear", "By the mill").statusCode()).isEqualTo(303);
    assertThat(author.get("/me").body()).contains("Clear", "Waiting for approval");
  }

  @Test
  void publishedPostIsRenewedByItsAuthorAlone() {
    Post post = posts.published(ann, "Renewed");
    Instant before = stored(post).expires();

    assertThat(author.form("/posts/" + post.id() + "/renew", Map.of()).statusCode()).isEqualTo(303);
    assertThat(stored(post).expires()).isAfterOrEqualTo(before);
    Http bob = http.as(people.author("bob"));
    assertThat(bob.form("/posts/" + post.id() + "/renew", Map.of()).statusCode()).isEqualTo(404);
    Post pending = posts.pending(ann, "Not public");
    assertThat(author.form("/posts/" + pending.id() + "/renew", Map.of()).statusCode())
        .isEqualTo(409);
  }

  @Test
  void expiredPostComesBackFromTheArchiveAsItWas() {
    Post post = posts.published(ann, "Back again");
    Post published = stored(post);
    ports.archive().put(new ArchivedPost(published, Cause.EXPIRED, clock.instant()));
    Post refused = posts.rejected(ann, "Not this one");
    ports.archive().put(new ArchivedPost(stored(refused), Cause.REJECTED, clock.instant()));

    assertThat(author.get("/archive").body())
        .contains("/archive/" + post.id() + "/renew")
        .doesNotContain("/archive/" + refused.id() + "/renew");
    assertThat(author.form("/archive/" + post.id() + "/renew", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(author.form("/archive/" + refused.id() + "/renew", Map.of()).statusCode())
        .isEqualTo(409);
    assertThat(author.get("/me").body().split("Back again", -1)).hasSizeGreaterThan(2);
  }

  @Test
  void droppedNewTextLeavesTheApprovedOne() {
    Post post = posts.published(ann, "Stays");
    edit(post, "1", "Dropped", "b");

    assertThat(author.form("/posts/" + post.id() + "/withdraw", Map.of()).statusCode())
        .isEqualTo(303);

    assertThat(author.get("/me").body()).doesNotContain("Dropped");
    assertThat(http.get("/posts/" + post.id()).body()).contains("Stays");
  }

  @Test
  void authorIsToldWhatHappened() {
    Post post = posts.pending(ann, "Told of");
    decide(post, 1, Verdict.APPROVED, "Welcome");
    await(() -> author.get("/me").body().contains("was approved and is public"));

    assertThat(author.get("/me").body()).contains("What happened", "Welcome");
  }

  @Test
  void readerReportsAPublicPostOnceAndTextIsKeptWhenItIsTooLong() {
    Post post = posts.published(ann, "Reported");
    Http reader = http.as(people.author("reader-" + UUID.randomUUID()));
    String path = "/posts/" + post.id() + "/report";

    assertThat(http.get(path).statusCode()).isEqualTo(303);
    assertThat(reader.get(path).body()).contains("Report a post", "Reported");
    HttpResponse<String> tooLong = reader.form(path, Map.of("reason", "x".repeat(201)));
    assertThat(tooLong.statusCode()).isEqualTo(422);
    assertThat(tooLong.body()).contains("x".repeat(201));
    assertThat(reader.form(path, Map.of("reason", "Rude")).statusCode()).isEqualTo(303);
    assertThat(reader.form(path, Map.of("reason", "Rude")).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).contains("reported-before"));
    assertThat(author.form(path, Map.of("reason", "Mine")).statusCode()).isEqualTo(409);
    Post hidden = posts.pending(ann, "Hidden");
    assertThat(reader.form("/posts/" + hidden.id() + "/report", Map.of("reason", "x")).statusCode())
        .isEqualTo(404);
    assertThat(stored(post).reports().reports()).hasSize(1);
  }

  @Test
  void readerCannotFlood() {
    Http reader = http.as(people.author("flooder-" + UUID.randomUUID()));
    List<Integer> answers =
        IntStream.range(0, 12)
            .mapToObj(i -> posts.published(ann, "Flooded " + i))
            .map(post -> reader.form("/posts/" + post.id() + "/report", Map.of("reason", "x")))
            .map(HttpResponse::statusCode)
            .toList();

    assertThat(answers.subList(0, 10)).containsOnly(303);
    assertThat(answers.subList(10, 12)).containsOnly(429);
  }

  @Test
  void authorWithTooMuchWaitingIsToldBeforeAndAfterWritingAndKeepsTheText() {
    for (int i = 0; i < 20; i++) {
      posts.pending(ann, "Waiting " + i);
    }

    assertThat(author.get("/posts/new").body()).contains("You have 20 texts waiting");
    HttpResponse<String> answer =
        author.form("/posts/new", Map.of("title", "One more", "body", "Kept", "key", "k"));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("One more", "Kept", "You have 20 texts waiting");
  }

  private HttpResponse<String> edit(Post post, String seen, String title, String body) {
    return author.form("/posts/" + post.id() + "/edit", change(post, seen, title, body));
  }

  private static Map<String, String> change(Post post, String seen, String title, String body) {
    return Map.of("title", title, "body", body, "key", "k", "of", post.id().value(), "seen", seen);
  }

  private void decide(Post post, int revision, Verdict verdict, String reason) {
    board
        .recordDecision()
        .byModerator(
            post.id(), revision, verdict, Optional.of(reason), Decider.moderator("mia", "mia"));
  }

  private Post stored(Post post) {
    return ports.posts().find(post.id(), clock.instant()).orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
