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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.post.Change;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
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

    HttpResponse<String> lacking = decide(post, "1", "changes");
    assertThat(lacking.statusCode()).isEqualTo(422);
    assertThat(lacking.body()).contains("Say what should be changed", "Unclear");
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
  void secondModeratorLooksAtReportsTooLateAndIsToldWhoDecided() {
    Post post = reported("Looked at twice");
    decide(post, "1", "keep");

    HttpResponse<String> late =
        http.as(people.moderator("milo"))
            .form("/moderation/" + post.id(), verdict("1", "take-down"));

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("It was already kept by mona on ");
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void reportedPostWithANewTextIsDecidedAboutTwice() {
    Post post = reported("Reported text");
    String author = post.author().id();
    board.editPost().edit(post.id(), author, 1, "Newer text", "b", post.trace());

    String card = card(moderator.get("/moderation?author=" + author + "&reason=reported"), post);
    assertThat(card).contains("Newer text", "Reported text", "value=\"take-down\"");
    int proposal = stored(post).latest().number();
    HttpResponse<String> approved =
        moderator
            .with("HX-Request", "true")
            .form("/moderation/" + post.id(), verdict(Integer.toString(proposal), "approve"));

    assertThat(approved.statusCode()).isEqualTo(200);
    assertThat(approved.body()).contains("value=\"take-down\"").doesNotContain("value=\"approve\"");
    assertThat(decide(post, Integer.toString(proposal), "take-down").statusCode()).isEqualTo(303);
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(404);
  }

  @Test
  void whoReportedIsNotShown() {
    Post post = reported("Reported by somebody", "reader-with-a-name");

    assertThat(card(moderator.get("/moderation?author=" + post.author().id()), post))
        .contains("It insults me")
        .doesNotContain("reader-with-a-name");
  }

  @Test
  void severalAreDecidedTogetherEachForItself() {
    Post one = posts.pending("many", "First of many");
    Post two = posts.pending("many", "Second of many");
    Post late = posts.pending("many", "Third of many");
    Post changed = posts.pending("many", "Fourth of many");
    Post own = posts.pending("mona", "Fifth of mine");
    Post gone = posts.expired("many", "Sixth of many");
    decide(late, "1", "approve");
    board.editPost().edit(changed.id(), "many", 1, "Fourth, changed", "b", changed.trace());

    HttpResponse<String> answer =
        bulk("verdict=reject&reason=Full", Stream.of(one, two, late, changed, own, gone));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("First of many", "Second of many", "Rejected: the text is kept")
        .contains("It was already approved by mona on ")
        .contains("Its author changed it while you were reading")
        .contains("You wrote it yourself")
        .containsAnyOf("It has left the board", "Its time was over, and it is in the archive");
    assertThat(answer.body().split("Rejected: the text is kept", -1)).hasSize(3);
    assertThat(http.get("/posts/" + one.id()).statusCode()).isEqualTo(404);
    assertThat(http.get("/posts/" + late.id()).statusCode()).isEqualTo(200);
    assertThat(stored(changed).waiting()).isPresent();
    assertThat(stored(own).waiting()).isPresent();
  }

  @Test
  void hundredAreDecidedAtOnceWhateverTheLimitsOfTheirAuthor() {
    List<Post> hundred =
        IntStream.range(0, 100).mapToObj(i -> posts.pending("prolific", "No. " + i)).toList();

    HttpResponse<String> answer = bulk("verdict=approve", hundred.stream());

    assertThat(answer.body().split("Approved: the text is public now", -1)).hasSize(101);
    assertThat(hundred).allMatch(post -> stored(post).status() == Status.PUBLISHED);
  }

  @Test
  void severalAreDecidedTogetherOrNoneWhereTheFormIsWrong() {
    Post post = posts.pending("careful", "Stays waiting");
    String tick = "&post=" + post.id() + ".1";
    for (String wrong :
        List.of(
            "verdict=approve",
            "verdict=approve&post=x" + tick,
            "verdict=approve&post=" + post.id() + ".0" + tick,
            "verdict=approve&post=" + post.id() + tick,
            "verdict=keep" + tick,
            "verdict=delete" + tick,
            "verdict=approve&status=PUBLISHED" + tick,
            "verdict=approve" + tick + many(100))) {
      assertThat(bulk(wrong, Stream.of()).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(bulk("verdict=changes" + tick, Stream.of()).statusCode()).isEqualTo(422);
    assertThat(stored(post).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void queueIsWalkedFromTheLongestWaitingAndDecisionsComeBackToTheSamePlace() {
    String author = "walked-" + UUID.randomUUID();
    List<Post> all =
        IntStream.range(0, 25).mapToObj(i -> posts.pending(author, "Walked " + (100 + i))).toList();
    String first = moderator.get("/moderation?author=" + author).body();
    String more = between(first, "rel=\"next\" href=\"", "\"").replace("&amp;", "&");
    String second = moderator.get(more).body();

    List<String> order =
        all.stream()
            .sorted(
                Comparator.comparing(Post::submittedAt).thenComparing(post -> post.id().value()))
            .map(Post::title)
            .toList();
    assertThat(walked(first)).isEqualTo(order.subList(0, 20));
    assertThat(walked(second)).isEqualTo(order.subList(20, 25));
    assertThat(second).doesNotContain("rel=\"next\"");
    Post last =
        all.stream().filter(post -> post.title().equals(order.get(24))).findFirst().orElseThrow();
    String query = more.replaceFirst("[^?]*", "");
    String back =
        moderator
            .form("/moderation/" + last.id() + query, verdict("1", "approve"))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(back).isEqualTo("/moderation" + query + "&done=approve");
    assertThat(walked(moderator.get(back).body())).isEqualTo(order.subList(20, 24));
  }

  @Test
  void reasonsToChooseByAreThoseThatPostsAreHeldFor() {
    String code = "made-up-" + UUID.randomUUID().toString().substring(0, 8);
    Post post = posts.pending("held", "Held for something new");
    hold(post, new HoldReason(code, ""));

    assertThat(moderator.get("/moderation?reason=" + code).body())
        .contains("<option value=\"" + code + "\" selected>" + code, "Held for something new");
    assertThat(moderator.get("/moderation?reason=new-author").body())
        .contains("<option value=\"new-author\" selected>its author is new");
  }

  @Test
  void hostileTextIsInertOnACard() {
    String hostile = "<img src=x onerror=alert(1)>\"'&";
    Post post = posts.published("hostile", "Before");
    board
        .editPost()
        .edit(
            post.id(),
            "hostile",
            1,
            hostile,
            "![spy](https://evil.example/p.png) " + hostile,
            post.trace());
    ports
        .posts()
        .noteHeld(
            post.id(),
            stored(post).latest().number(),
            List.of(new HoldReason("blocked-word", hostile)),
            clock.instant());
    List.of("r1", "r2", "r3").forEach(r -> board.reportPost().report(post.id(), r, hostile));

    String card = card(moderator.get("/moderation?author=hostile"), post);

    assertThat(card)
        .contains("&lt;img src=x", "href=\"https://evil.example/p.png\"")
        .doesNotContain("<img", "<script");
  }

  @Test
  void approvedRejectedAndApprovedAgainIsOnePostOnce() {
    Post post = posts.pending("clicked", "Clicked thrice " + UUID.randomUUID());

    assertThat(decide(post, "1", "approve").statusCode()).isEqualTo(303);
    assertThat(decide(post, "1", "reject").statusCode()).isEqualTo(409);
    assertThat(decide(post, "1", "approve").statusCode()).isEqualTo(409);

    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(200);
    assertThat(http.get("/api/posts?limit=100").body().split("title\":\"" + post.title(), -1))
        .hasSize(2);
    assertThat(stored(post).version()).isEqualTo(2);
  }

  @Test
  void ofModeratorsWhoDecideAtOnceOneDoes() {
    Post post = posts.pending("raced", "Decided by many");
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 8)
            .mapToObj(i -> http.as(people.moderator("racer-" + i)))
            .map(
                who ->
                    CompletableFuture.supplyAsync(
                        () ->
                            who.form("/moderation/" + post.id(), verdict("1", "approve"))
                                .statusCode()))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).sorted())
        .containsExactly(303, 409, 409, 409, 409, 409, 409, 409);
  }

  @Test
  void staleDecisionIsAnsweredWithTheNewTextTheDifferenceAndWhatWasTyped() {
    Post post = posts.pending("stale", "A red kite");
    board.editPost().edit(post.id(), "stale", 1, "A blue kite", "Body", post.trace());

    HttpResponse<String> stale =
        moderator.form(
            "/moderation/" + post.id(),
            Map.of("revision", "1", "verdict", "reject", "reason", "Typed <at> length"));

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(card(stale, post))
        .contains("A blue kite", "[gone: </span>red ", "[new: </span>blue ")
        .contains("name=\"revision\" value=\"2\"", "Typed &lt;at&gt; length");
    assertThat(stale.body()).contains("Its author changed it while you were reading");
    assertThat(stored(post).waiting()).isPresent();
  }

  @Test
  void lateDecisionIsToldWhoDecidedAlsoWhenThePostHasLeft() {
    Post post = posts.pending("left", "Already gone");
    decide(post, "1", "reject");
    Post rejected = ports.posts().find(post.id(), clock.instant()).orElse(post);
    if (rejected.decision().isPresent()) {
      ports.archive().put(new ArchivedPost(rejected, Cause.REJECTED, clock.instant()));
      ports.posts().remove(post.id());
    }

    HttpResponse<String> late =
        http.as(people.moderator("milo")).form("/moderation/" + post.id(), verdict("1", "approve"));

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("It was already rejected by mona on ", "Already gone");
  }

  @Test
  void decisionOnWhatItsAuthorTookBackSaysSo() {
    Post post = posts.published("dropper", "Public");
    board.editPost().edit(post.id(), "dropper", 1, "Dropped", "b", post.trace());
    String seen = Integer.toString(stored(post).latest().number());
    board.withdrawPost().withdraw(post.id(), "dropper");

    HttpResponse<String> late = decide(post, seen, "approve");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("It was already taken back by its author");
  }

  @Test
  void tooLongAReasonComesBackWithTheCard() {
    Post post = posts.pending("long", "Decided at length");
    String reason = "x".repeat(1_001);

    HttpResponse<String> answer =
        moderator
            .with("HX-Request", "true")
            .form(
                "/moderation/" + post.id(),
                Map.of("revision", "1", "verdict", "reject", "reason", reason));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(reason, "up to 1,000 characters").doesNotContain("<html");
    assertThat(stored(post).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void rejectionIsReversedAsANewActWithAReason() {
    Post post = archived("reversed", "Rejected by mistake");
    String path = "/archive/" + post.id() + "/approve";

    assertThat(moderator.get("/archive").body()).contains(path);
    assertThat(moderator.form(path, Map.of("reason", " ")).statusCode()).isEqualTo(422);
    HttpResponse<String> answer = moderator.form(path, Map.of("reason", "It was <fine>"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(http.get("/").body()).contains("Rejected by mistake");
    Post back = ports.posts().find(PostIds.after(post.id()), clock.instant()).orElseThrow();
    assertThat(back.decision().orElseThrow().reason()).contains("It was <fine>");
    HttpResponse<String> second =
        http.as(people.moderator("milo")).form(path, Map.of("reason", "Me too"));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("already approved after all, by mona on ");
  }

  @Test
  void rejectionIsNotReversedByItsAuthorNorByOthersThanModerators() {
    Post post = archived("mona", "My own, rejected");
    Map<String, String> reason = Map.of("reason", "I like it");
    String path = "/archive/" + post.id() + "/approve";

    assertThat(moderator.get("/archive").body()).doesNotContain(path);
    assertThat(moderator.form(path, reason).statusCode()).isEqualTo(409);
    assertThat(http.as(people.author("mona")).form(path, reason).statusCode()).isEqualTo(403);
    assertThat(http.form(path, reason).statusCode()).isEqualTo(401);
    assertThat(http.get("/").body()).doesNotContain("My own, rejected");
  }

  @Test
  void pagesOfModeratorsSayHowManyWait() {
    IntStream.range(0, 22).forEach(i -> posts.pending("waiting", "Waiting " + i));
    Post post = posts.pending("waiting", "Decided");
    decide(post, "1", "approve");

    assertThat(between(moderator.get("/").body(), "id=\"queue-length\">", "</a>"))
        .contains("20+", "waiting");
    assertThat(http.get("/").body()).doesNotContain("queue-length");
    assertThat(http.as(people.author("a")).get("/").body()).doesNotContain("queue-length");
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
        .contains("changed it while you were reading", "Raced for again")
        .contains("id=\"said\" hx-swap-oob", "id=\"queue-length\" hx-swap-oob")
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
  void wholeTrailIsInTheFileAndTheTakingOfItToo() {
    String name = "exported-" + UUID.randomUUID();
    for (int i = 0; i < 250; i++) {
      Actor actor = new Actor(Actor.Kind.OPERATOR, name, name);
      board.audit().done(Act.REDRIVEN, actor, "no. " + i, Optional.of("no. " + i));
    }

    assertThat(moderator.get("/moderation/audit.csv").body().lines().filter(l -> l.contains(name)))
        .hasSize(250)
        .doesNotHaveDuplicates();
    assertThat(
            moderator
                .get("/moderation/audit.jsonl")
                .body()
                .lines()
                .filter(line -> line.contains(name)))
        .hasSize(250);
    assertThat(moderator.get("/moderation/audit").body())
        .contains("took this trail away as a file", "mona");
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
    return reported(title, "r1");
  }

  private Post reported(String title, String first) {
    Post post = posts.published("reported-" + UUID.randomUUID(), title);
    for (String reader : List.of(first, "r2", "r3")) {
      board.reportPost().report(post.id(), reader, "It insults me");
    }
    return post;
  }

  private Post archived(String author, String title) {
    Post post = posts.rejected(author, title);
    ports
        .posts()
        .find(post.id(), clock.instant())
        .ifPresent(
            rejected ->
                ports.archive().put(new ArchivedPost(rejected, Cause.REJECTED, clock.instant())));
    return post;
  }

  private HttpResponse<String> bulk(String form, Stream<Post> ticked) {
    String ticks =
        ticked.map(post -> "&post=" + encoded(post.id() + ".1")).collect(Collectors.joining());
    return moderator
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/moderation/bulk", HttpRequest.BodyPublishers.ofString(form + ticks));
  }

  private static String many(int ticks) {
    return IntStream.range(0, ticks)
        .mapToObj(i -> "&post=" + String.format("%032x", i) + ".1")
        .collect(Collectors.joining());
  }

  private static List<String> walked(String page) {
    return Pattern.compile("<bdi>(Walked [0-9]+)</bdi></h2>")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String card(HttpResponse<String> page, Post post) {
    return between(page.body(), "id=\"c-" + post.id() + "\"", "</article>");
  }

  private static String between(String text, String before, String after) {
    assertThat(text).contains(before);
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  private void hold(Post post, HoldReason reason) {
    ports.posts().noteHeld(post.id(), 1, List.of(reason), clock.instant());
  }

  private Post stored(Post post) {
    Optional<Post> found = ports.posts().find(post.id(), clock.instant());
    return found.orElseThrow();
  }

  private HttpResponse<String> decide(Post post, String revision, String verdict) {
    return moderator.form("/moderation/" + post.id(), verdict(revision, verdict));
  }

  private static Map<String, String> verdict(String revision, String verdict) {
    return Map.of("revision", revision, "settled", "0", "verdict", verdict);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
