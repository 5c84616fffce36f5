package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.post.Post;
import org.imprimatur.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people may ask of the board about themselves, on its pages. */
@QuarkusTest
class PrivacyTest {
  private static final Map<String, String> KEEP = Map.of("posts", "keep", "sure", "yes");
  private static final Map<String, String> REMOVE = Map.of("posts", "remove", "sure", "yes");

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject Board board;
  @Inject Ports ports;
  @Inject Sessions sessions;

  private final String ann = "ann-" + UUID.randomUUID();
  private Http http;
  private Http author;

  @BeforeEach
  void signIn() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    author = http.as(people.author(ann));
  }

  @Test
  void pageSaysWhatIsKeptAndWhereToTakeItOrLeave() {
    HttpResponse<String> page = author.get("/me/data");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(ann, "Name of " + ann, "30 days", "/me/export", "/me/remove");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(author.get("/").body()).contains("href=\"/me/data\"");
  }

  @Test
  void downloadHoldsOnesOwnAndNobodyElses() {
    posts.pending(ann, "Mine, waiting");
    posts.published(ann, "Mine, public");
    posts.pending("bob", "Not mine");

    HttpResponse<String> file = author.get("/me/export");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"imprimatur-my-data.jsonl\"");
    assertThat(file.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(file.body())
        .contains("Mine, waiting", "Mine, public", "DATA_EXPORTED", "\"type\":\"end\"")
        .doesNotContain("Not mine");
    assertThat(http.get("/me/export").statusCode()).isEqualTo(303);
  }

  @Test
  void nothingHappensBeforeOneHasChosenAndTicked() {
    Post post = posts.published(ann, "Still here");

    HttpResponse<String> nothing = author.form("/me/remove", Map.of());
    HttpResponse<String> unticked = author.form("/me/remove", Map.of("posts", "keep"));

    assertThat(List.of(nothing.statusCode(), unticked.statusCode())).containsOnly(422);
    assertThat(nothing.body()).contains("Say what is to become", "Nothing was removed");
    assertThat(unticked.body()).contains("value=\"keep\" required checked");
    assertThat(author.get("/me/remove").body()).contains("It cannot be undone");
    assertThat(board.readPosts().find(post.id())).isPresent();
  }

  @Test
  void whoLeavesIsNamedNowhereAndSignedOutEverywhere() {
    String moderator = people.moderator("mia");
    Post published = posts.published(ann, "Stays in public");
    posts.pending(ann, "Waited");
    Http elsewhere = http.as(people.author(ann));
    assertThat(http.get("/posts/" + published.id()).body()).contains("Name of " + ann);

    HttpResponse<String> answer = author.form("/me/remove", KEEP);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("You have left the board").doesNotContain(ann);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-session=;"));
    assertThat(author.get("/me").statusCode()).isEqualTo(303);
    assertThat(elsewhere.get("/me").statusCode()).isEqualTo(303);
    assertThat(http.get("/posts/" + published.id()).body())
        .contains("Stays in public", "Somebody who left")
        .doesNotContain(ann);
    for (String path : List.of("/", "/api/posts?limit=100")) {
      assertThat(http.get(path).body()).as(path).doesNotContain(ann);
    }
    for (String path : List.of("/moderation", "/archive", "/moderation/audit.jsonl")) {
      assertThat(http.as(moderator).get(path).body()).as(path).doesNotContain(ann);
    }
  }

  @Test
  void publishedPostsGoWhereThatWasChosen() {
    Post published = posts.published(ann, "To be removed");

    author.form("/me/remove", REMOVE);

    assertThat(http.get("/posts/" + published.id()).statusCode()).isEqualTo(404);
    assertThat(http.get("/").body()).doesNotContain("To be removed");
  }

  @Test
  void leavingTwiceIsLeavingOnceAndWhoComesBackIsNew() {
    posts.published(ann, "From before");
    assertThat(author.form("/me/remove", REMOVE).statusCode()).isEqualTo(200);
    assertThat(author.form("/me/remove", REMOVE).statusCode()).isEqualTo(401);

    Http again = http.as(people.author(ann));
    assertThat(again.get("/me").body()).doesNotContain("From before");
    Post fresh = posts.published(ann, "From afterwards");
    board.removeAccount().attend(100);

    assertThat(http.get("/posts/" + fresh.id()).body()).contains("Name of " + ann);
  }

  @Test
  void nobodyCanRemoveAnother() {
    String other = "other-" + UUID.randomUUID();
    Post theirs = posts.published(other, "Of another");

    HttpResponse<String> named =
        http.as(people.moderator("mia"))
            .form("/me/remove", Map.of("posts", "remove", "sure", "yes", "person", other));

    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(board.readPosts().find(theirs.id())).isPresent();
    assertThat(author.get("/me/remove").body()).doesNotContain(other);
  }

  @Test
  void whoSignedInLongAgoIsAskedToSignInAgain() {
    Post post = posts.published(ann, "Not yet");
    Http stale = http.as(people.longAgo(ann));

    assertThat(stale.get("/me/remove").body())
        .contains("/sign-in?return=/me/remove")
        .doesNotContain("<fieldset");
    assertThat(stale.form("/me/remove", REMOVE).statusCode()).isEqualTo(403);
    assertThat(board.readPosts().find(post.id())).isPresent();
  }
}
