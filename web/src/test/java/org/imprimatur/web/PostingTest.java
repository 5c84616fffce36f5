package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostingTest {
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
  void anAcceptedPostLeadsToOnesOwnPosts() {
    HttpResponse<String> answer = submit("A title", "A body");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/me?done=submitted");
    assertThat(author.get("/me").body()).contains("A title", "Waiting for approval");
  }

  @Test
  void refusedTextComesBackWithTheReasonBesideItsField() {
    HttpResponse<String> answer = submit("\u200b", "Kept <b>text</b> & more");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Kept &lt;b&gt;text&lt;/b&gt; &amp; more", "id=\"title-problem\"");
  }

  @Test
  void fiveThousandFourByteCharactersFitTheForm() {
    HttpResponse<String> answer = submit("😀".repeat(150), "😀".repeat(5_000));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(submit("😀".repeat(151), "x").statusCode()).isEqualTo(422);
    assertThat(submit("x", "x".repeat(5_001)).statusCode()).isEqualTo(422);
  }

  @Test
  void moreThanSixtyFourKibibytesAreRefused() {
    Map<String, String> form = Map.of("title", "x", "body", "x".repeat(66_000), "key", "k");
    assertThat(author.askingFirst().form("/posts/new", form).statusCode()).isEqualTo(413);
  }

  @Test
  void aFieldThatIsTheServersToSetIsRefused() {
    for (String field : new String[] {"status", "author", "id", "expires", "approvedBy"}) {
      Map<String, String> form = Map.of("title", "Set by me", "body", "b", "key", "k", field, "x");
      assertThat(author.form("/posts/new", form).statusCode()).isEqualTo(400);
    }
    assertThat(author.get("/me").body()).doesNotContain("Set by me");
  }

  @Test
  void theSameFormSentOftenAtOnceMakesOnePost() {
    Map<String, String> form = Map.of("title", "Sent often", "body", "b", "key", "once");
    List<CompletableFuture<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sent.add(CompletableFuture.supplyAsync(() -> author.form("/posts/new", form).statusCode()));
    }
    assertThat(sent).extracting(CompletableFuture::join).containsOnly(303);
    assertThat(author.get("/me").body().split("row-title[^>]*><bdi>Sent often", -1)).hasSize(2);
  }

  @Test
  void aUsedFormWithAnotherTextAsksAgainAndKeepsIt() {
    author.form("/posts/new", Map.of("title", "First", "body", "b", "key", "reused"));
    HttpResponse<String> answer =
        author.form("/posts/new", Map.of("title", "Second", "body", "b2", "key", "reused"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Second", "b2").doesNotContain("value=\"reused\"");
  }

  @Test
  void aTextSentWithoutASessionIsKeptAndComesBackAfterSigningIn() {
    HttpResponse<String> answer =
        http.form("/posts/new", Map.of("title", "Late", "body", "Not lost", "key", "k"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Late", "Not lost", "/sign-in?return=%2Fposts%2Fnew");
    String kept = answer.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
    assertThat(kept).startsWith("__Host-draft=");

    String session = people.author("back-again");
    Http back = http.with("Cookie", "__Host-session=" + session + "; " + kept);
    assertThat(back.get("/posts/new").body()).contains("Late", "Not lost");
    assertThat(
            back.form("/posts/new", Map.of("title", "Late", "body", "Not lost", "key", "k"))
                .headers()
                .firstValue("Set-Cookie")
                .orElse(""))
        .startsWith("__Host-draft=;");
    assertThat(back.get("/posts/new").body()).doesNotContain("Not lost");
  }

  @Test
  void aPreviewShowsTheTextAndKeepsTheForm() {
    HttpResponse<String> answer =
        author.form("/posts/preview", Map.of("title", "T", "body", "Some *text*", "key", "k"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Some <em>text</em>", "Some *text*</textarea>");
  }

  @Test
  void aWithdrawnPostLeavesTheListAndKeepsItsText() {
    submit("Taken back", "The text of it");
    String id = between(author.get("/me").body(), "action=\"/posts/", "/withdraw");
    HttpResponse<String> answer = author.form("/posts/" + id + "/withdraw", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(author.form("/posts/" + id + "/withdraw", Map.of()).statusCode()).isIn(404, 409);
  }

  @Test
  void aPageThatAsksForNewsGetsThemOnceAndNothingWhileThereAreNone() {
    submit("Asked about", "Often");
    Http page = author.with("HX-Request", "true");
    String news = between(author.get("/me").body(), "hx-get=\"", "\"");
    assertThat(page.get(news).statusCode()).isEqualTo(204);
    submit("Something new", "To tell");
    assertThat(page.get(news).body()).contains("Something new");
  }

  @Test
  void aPageThatAsksForNewsAfterItsSessionIsLoadedAnew() {
    HttpResponse<String> answer = http.with("HX-Request", "true").get("/me?seen=1");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Refresh")).contains("true");
  }

  @Test
  void nobodyWithdrawsAnothersPost() {
    Post post = posts.pending("somebody-else", "Not yours");
    assertThat(author.form("/posts/" + post.id() + "/withdraw", Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void theAuthorSeesAWaitingPostAndNobodyElseDoes() {
    submit("Only mine", "So far");
    String id = between(author.get("/me").body(), "action=\"/posts/", "/withdraw");
    assertThat(author.get("/posts/" + id).body()).contains("Only mine", "Waiting for approval");
    assertThat(http.get("/posts/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void onlyModeratorsModerate() {
    Post post = posts.pending("judged", "To be judged");
    Map<String, String> approve = Map.of("revision", "1", "verdict", "approve", "reason", "");
    assertThat(author.get("/moderation").statusCode()).isEqualTo(403);
    assertThat(author.form("/moderation/" + post.id(), approve).statusCode()).isEqualTo(403);
    assertThat(http.get("/moderation").statusCode()).isEqualTo(303);
    assertThat(http.form("/moderation/" + post.id(), approve).statusCode()).isIn(303, 401);
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(404);
  }

  @Test
  void theSecondDecisionIsToldWhoDecidedAndChangesNothing() {
    Post post = posts.pending("judged", "Judged twice");
    Http first = http.as(people.moderator("mona"));
    Http second = http.as(people.moderator("milo"));
    assertThat(first.get("/moderation?author=judged").body()).contains("Judged twice");
    assertThat(decide(first, post, "1", "approve").statusCode()).isEqualTo(303);
    HttpResponse<String> late = decide(second, post, "1", "reject");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("approved by mona");
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void aDecisionOnAnotherRevisionIsStale() {
    Post post = posts.pending("judged", "Another revision");
    HttpResponse<String> stale = decide(http.as(people.moderator("mona")), post, "2", "approve");
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body()).contains("Your decision changed nothing");
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(404);
  }

  @Test
  void hostileTextIsInertOnEveryPage() {
    String title = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    Post post = posts.published("<svg onload=alert(1)>", title);
    posts.pending("<svg onload=alert(1)>", title);
    posts.rejected("<svg onload=alert(1)>", title);
    Http moderator = http.as(people.moderator("mona"));
    for (String path : new String[] {"/", "/posts/" + post.id(), "/moderation", "/archive"}) {
      assertThat(moderator.get(path).body())
          .as(path)
          .doesNotContain("<script>alert", "<img src=x", "<svg onload");
    }
  }

  @Test
  void malformedFormsAreRefusedAndNotAnError() {
    for (String body :
        new String[] {"title=%ff%fe&body=x&key=k", "title=%ed%a0%80&body=x&key=k", "title=%zz"}) {
      int status =
          author
              .with("Content-Type", "application/x-www-form-urlencoded")
              .send("POST", "/posts/new", HttpRequest.BodyPublishers.ofString(body))
              .statusCode();
      assertThat(status).as(body).isIn(303, 400, 422);
    }
  }

  private HttpResponse<String> decide(Http who, Post post, String revision, String verdict) {
    return who.form(
        "/moderation/" + post.id(), Map.of("revision", revision, "verdict", verdict, "reason", ""));
  }

  private HttpResponse<String> submit(String title, String body) {
    return author.form(
        "/posts/new", Map.of("title", title, "body", body, "key", UUID.randomUUID().toString()));
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }
}
