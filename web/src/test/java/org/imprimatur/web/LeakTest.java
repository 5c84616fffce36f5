package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that is not published shows anywhere to anybody but its author and moderators. */
@QuarkusTest
class LeakTest {
  private static final String UNKNOWN = "0190a0a0a0a07000800000000000dead";
  private static final List<String> PUBLIC =
      List.of(
          "/",
          "/api/posts",
          "/api/posts?limit=100",
          "/feed.atom",
          "/sitemap.xml",
          "/robots.txt",
          "/search?q=Body",
          "/api/posts?q=Body",
          "/q/openapi",
          "/posts/" + UNKNOWN,
          "/nowhere");

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;

  private Http stranger;
  private List<Post> hidden;

  @BeforeEach
  void hide() {
    stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    hidden =
        List.of(
            posts.pending("hider", "Leaky pending"),
            posts.rejected("hider", "Leaky rejected"),
            posts.concealed("hider", "Leaky concealed"),
            posts.expired("hider", "Leaky expired"));
  }

  @Test
  void noPublicAnswerShowsThem() {
    for (String path : PUBLIC) {
      assertThat(whole(stranger.get(path))).as(path).doesNotContain("Leaky", "hider");
    }
  }

  @Test
  void nobodyElseSeesThemEither() {
    Http other = stranger.as(people.author("other"));
    for (String path : List.of("/", "/me", "/archive", "/posts/new")) {
      assertThat(whole(other.get(path))).as(path).doesNotContain("Leaky", "hider");
    }
  }

  @Test
  void aHiddenPostAnswersByteForByteAsAnUnknownOne() {
    for (String prefix : List.of("/posts/", "/api/posts/")) {
      for (Http who : List.of(stranger, stranger.as(people.author("other")))) {
        HttpResponse<String> unknown = who.get(prefix + UNKNOWN);
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (Post post : hidden) {
          HttpResponse<String> answer = who.get(prefix + post.id());
          assertThat(answer.statusCode()).isEqualTo(404);
          assertThat(answer.body()).isEqualTo(unknown.body());
          assertThat(headers(answer)).isEqualTo(headers(unknown));
        }
      }
    }
  }

  @Test
  void anotherAuthorCannotOpenADepartedTextInTheForm() {
    Http other = stranger.as(people.author("other"));
    for (Post post : hidden) {
      assertThat(other.get("/posts/new?from=" + post.id()).body()).doesNotContain("Leaky");
    }
  }

  @Test
  void aPublishedPostShows() {
    Post post = posts.published("shower", "Seen by everyone");
    assertThat(stranger.get("/").body()).contains("Seen by everyone");
    assertThat(stranger.get("/posts/" + post.id()).body()).contains("Seen by everyone");
    assertThat(stranger.get("/api/posts/" + post.id()).body()).contains("Seen by everyone");
  }

  private static String whole(HttpResponse<String> answer) {
    return answer.headers().map() + answer.body();
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
