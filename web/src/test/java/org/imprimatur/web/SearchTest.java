package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.Submission;
import org.imprimatur.web.signin.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking for posts, as a page and by the API. */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class SearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Author SUE = new Author("sue-the-subject", "Sue");

  @TestHTTPResource URI base;
  @Inject HiddenPosts posts;
  @Inject MovableClock clock;
  @Inject People people;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @Test
  void theFeedHasAFormThatLeadsToWhatWasFoundWithTheHitsMarked() {
    Post post =
        posts.published(
            SUE,
            new Submission(
                "A zeppelin over town",
                "Filler. ".repeat(80) + "Then the **Z\u00e9ppelin** came." + " After.".repeat(80)));

    assertThat(http.get("/").body()).contains("action=\"/search\"", "name=\"q\"");
    String page = http.get("/search?q=zeppelin").body();

    assertThat(page)
        .contains("/posts/" + post.id(), "A <mark>zeppelin</mark> over town")
        .contains("…", "Then the <mark>Z\u00e9ppelin</mark> came.")
        .contains("value=\"zeppelin\"")
        .doesNotContain("sue-the-subject");
  }

  @Test
  void nothingTypedAndNothingFoundSayWhatToDo() {
    assertThat(http.get("/search").body()).contains("found by the words");
    assertThat(http.get("/search?q=+%20").body()).contains("found by the words");
    assertThat(http.get("/search?q=%22%27%2a").body()).contains("found by the words");
    assertThat(http.get("/search?q=xyzzyplugh").body()).contains("No post has all these words");
  }

  @Test
  void aSearchThatIsTooLongIsRefusedAndKept() {
    String typed = "x".repeat(201);
    HttpResponse<String> answer = http.get("/search?q=" + typed);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(typed, "Up to 200 characters");
    assertThat(http.get("/search?q=a&q=b").statusCode()).isEqualTo(400);
    assertThat(http.get("/search?q=a&cursor=x").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsTypedAndFoundIsInert() {
    String hostile = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)> quux";
    posts.published(new Author("eve", "<b>Eve</b>"), new Submission(hostile, hostile + " body"));

    for (String typed : List.of(hostile, "quux", "script alert")) {
      String page = http.get("/search?q=" + encoded(typed)).body();
      assertThat(page).doesNotContain("<script>alert", "<img src=x", "<b>Eve").contains("<mark>");
    }
  }

  @Test
  void resultsGoOnPageByPage() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      made.add(posts.published("pat", "Paginated " + i).id().value());
    }
    List<String> seen = new ArrayList<>();
    String path = "/search?q=paginated";
    while (!path.isEmpty()) {
      String page = http.get(path).body();
      Matcher ids = Pattern.compile("/posts/([0-9a-f]{32})").matcher(page);
      ids.results().forEach(id -> seen.add(id.group(1)));
      Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
      path = next.find() ? next.group(1).replace("&amp;", "&") : "";
    }
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void theApiFindsTheSamePosts() throws JsonProcessingException {
    Post post = posts.published("api", "Findable by program");
    JsonNode found = JSON.readTree(http.get("/api/posts?q=FINDABLE+program").body());
    assertThat(found.get("items")).hasSize(1);
    assertThat(found.get("items").get(0).get("id").textValue()).isEqualTo(post.id().value());
    assertThat(found.get("next").isNull()).isTrue();
    for (String q : List.of("", "%20", "%2a", "x".repeat(201))) {
      HttpResponse<String> refused = http.get("/api/posts?q=" + q);
      assertThat(refused.statusCode()).as(q).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
    }
  }

  @Test
  void nothingIsFoundThatIsNotPublic() {
    posts.pending("hal", "Undisclosed one");
    posts.rejected("hal", "Undisclosed two");
    posts.concealed("hal", "Undisclosed three");
    posts.expired("hal", "Undisclosed four");
    Instant until = clock.instant().plus(Duration.ofMinutes(2));
    Post brief = posts.published("hal", "Undisclosed five", until);

    assertThat(http.get("/search?q=undisclosed").body())
        .contains(brief.id().value())
        .doesNotContain("one", "three", "four");
    clock.advance(Duration.between(clock.instant(), until));

    for (Http who : List.of(http, http.as(people.author("other")))) {
      assertThat(who.get("/search?q=undisclosed").body())
          .contains("No post has all these words")
          .doesNotContain("Undisclosed");
      assertThat(who.get("/api/posts?q=undisclosed").body()).contains("\"items\":[]");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
