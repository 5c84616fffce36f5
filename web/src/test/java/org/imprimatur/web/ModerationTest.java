package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.post.Change;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moderator's side of the board, without JavaScript. */
@QuarkusTest
class ModerationTest {
  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject Board board;
  @Inject Ports ports;
  @Inject Clock clock;

  private Http http;
  private Http moderator;

  @BeforeEach
  void signIn() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    moderator = http.as(people.moderator("mona"));
  }

  @Test
  void cardSaysWhyAPostIsHeldAndWhatItsAuthorDidBefore() {
    String author = "author-" + UUID.randomUUID();
    posts.published(author, "Earlier");
    posts.rejected(author, "Refused");
    Post post = posts.pending(author, "Held one");
    hold(post, new HoldReason("blocked-word", "“<b>casino</b>”"));

    String queue = moderator.get("/moderation?author=" + author).body();

    assertThat(queue)
        .contains("Held one", "has a blocked word", "“&lt;b&gt;casino&lt;/b&gt;”")
        .contains("1 published, 1 rejected");
    assertThat(moderator.get("/moderation?reason=blocked-word&author=" + author).body())
        .contains("Held one");
    assertThat(moderator.get("/moderation?reason=new-author&author=" + author).body())
        .contains("Nothing that waits is like that")
        .doesNotContain("Held one");
  }

  @Test
  void cardOfAChangedPostShowsTheDifferenceAndTheTextThatWaits() {
    Post post = posts.published("changer", "A grey cat");
    board.editPost().edit(post.id(), "changer", 1, "A black cat", "Body of it", post.trace());

    String queue = moderator.get("/moderation?author=changer").body();

    assertThat(queue).contains("A black cat", "the approved text");
    assertThat(queue)
        .contains(
            "<del><span class=\"hidden\">[gone: </span>grey ",
            "<ins><span class=\"hidden\">[new: </span>black ");
    assertThat(http.get("/posts/" + post.id()).body()).contains("A grey cat");
    assertThat(decide(post, "2", "approve").statusCode()).isEqualTo(303);
    assertThat(http.get("/posts/" + post.id()).body()).contains("A black cat");
  }

  @Test
  void changesAreRequestedWithAReasonOrNotAtAll() {
    Post post = posts.pending("unclear", "Unclear");

    assertThat(decide(post, "1", "changes").statusCode()).isEqualTo(400);
    assertThat(stored(post).status()).isEqualTo(Status.PENDING);
    assertThat(
            moderator
                .form(
                    "/moderation/" + post.id(),
                    Map.of(
                        "revision", "1",
                        "verdict", "changes",
                        "preset", "Not understandable: please say more",
                        "reason", "Where?"))
                .statusCode())
        .isEqualTo(303);

    assertThat(stored(post).status()).isEqualTo(Status.CHANGES_REQUESTED);
    assertThat(stored(post).decision().orElseThrow().reason())
        .contains("Not understandable: please say more Where?");
  }

  @Test
  void ownPostCannotBeDecidedOn() {
    String id = "moderating-author-" + UUID.randomUUID();
    Http both = http.as(people.moderator(id));
    Post post = posts.pending(id, "My own");

    assertThat(both.get("/moderation?author=" + id).body()).contains("This is your own post");
    HttpResponse<String> answer =
        both.form("/moderation/" + post.id(), Map.of("revision", "1", "verdict", "approve"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("nobody decides on their own posts");
    assertThat(stored(post).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void reportedPostIsKeptOrTakenDown() {
    Post kept = reported("Rude but true");
    Post taken = reported("Rude and false");

    assertThat(moderator.get("/moderation?reason=reported").body())
        .contains("Rude but true", "Rude and false", "Reported", "It insults me");
    assertThat(decide(kept, "1", "keep").statusCode()).isEqualTo(303);
    assertThat(decide(taken, "1", "take-down").statusCode()).isEqualTo(303);

    assertThat(http.get("/posts/" + kept.id()).statusCode()).isEqualTo(200);
    assertThat(http.get("/posts/" + taken.id()).statusCode()).isEqualTo(404);
    assertThat(moderator.get("/moderation?reason=reported").body())
        .doesNotContain("Rude but true", "Rude and false");
  }

  @Test
  void severalAreDecidedTogetherEachForItself() {
    Post one = posts.pending("many", "First of many");
    Post two = posts.pending("many", "Second of many");
    Post late = posts.pending("many", "Third of many");
    decide(late, "1", "approve");

    HttpResponse<String> answer =
        moderator
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                "/moderation/bulk",
                HttpRequest.BodyPublishers.ofString(
                    "verdict=reject&reason=Full"
                        + List.of(one, two, late).stream()
                            .map(post -> "&post=" + encoded(post.id() + ".1"))
                            .reduce("", String::concat)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("First of many", "Second of many", "Rejected: the text is kept")
        .contains("It was already approved by mona");
    assertThat(http.get("/posts/" + one.id()).statusCode()).isEqualTo(404);
    assertThat(moderator.get("/moderation?author=many").body()).doesNotContain("of many");
    assertThat(http.get("/posts/" + late.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void scriptIsToldOfALostRaceWithWhatStands() {
    Post post = posts.pending("racer", "Raced for");
    board.editPost().edit(post.id(), "racer", 1, "Raced for again", "b", post.trace());

    HttpResponse<String> stale =
        moderator
            .with("HX-Request", "true")
            .form("/moderation/" + post.id(), Map.of("revision", "1", "verdict", "approve"));

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body())
        .contains("changed it while you were reading", "Raced for again", "hx-swap-oob")
        .doesNotContain("<html");
  }

  @Test
  void trailShowsWhatWasDoneAndGoesIntoFilesWithoutFormulas() {
    Post post = posts.pending("=cmd|' /C calc'!A0", "Trailed");
    moderator.form(
        "/moderation/" + post.id(),
        Map.of("revision", "1", "verdict", "reject", "reason", "+1 \"no\""));
    board.changes().handle(new Change(Change.Kind.INSERTED, post, post.submittedAt()));

    String trail = moderator.get("/moderation/audit?post=" + post.id()).body();
    assertThat(trail).contains("submitted a post");
    HttpResponse<String> csv = moderator.get("/moderation/audit.csv");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit.csv\"");
    assertThat(csv.body()).startsWith("time,act,").contains("\"'=cmd|' /C calc'!A0\"");
    assertThat(csv.body().lines()).allMatch(line -> !line.contains(",\"="));
    assertThat(moderator.get("/moderation/audit.jsonl").body())
        .contains("\"act\":\"INSERTED\"", "\"act\":\"TRAIL_EXPORTED\"");
  }

  @Test
  void trailIsForModeratorsAlone() {
    Http author = http.as(people.author("curious"));
    for (String path :
        List.of("/moderation/audit", "/moderation/audit.csv", "/moderation/audit.jsonl")) {
      assertThat(author.get(path).statusCode()).as(path).isEqualTo(403);
      assertThat(http.get(path).statusCode()).as(path).isIn(303, 401);
    }
  }

  private Post reported(String title) {
    Post post = posts.published("reported", title);
    for (String reader : List.of("r1", "r2", "r3")) {
      board.reportPost().report(post.id(), reader, "It insults me");
    }
    return post;
  }

  private void hold(Post post, HoldReason reason) {
    ports.posts().noteHeld(post.id(), 1, List.of(reason), clock.instant());
  }

  private Post stored(Post post) {
    Optional<Post> found = ports.posts().find(post.id(), clock.instant());
    return found.orElseThrow();
  }

  private HttpResponse<String> decide(Post post, String revision, String verdict) {
    return moderator.form(
        "/moderation/" + post.id(), Map.of("revision", revision, "verdict", verdict));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
