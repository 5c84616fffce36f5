package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.Test;

/**
 * What a cache between people and the board keeps is nobody's: a simple one, that keeps everything
 * it is not told to leave (RFC 9111), shows each of them what they would see without it.
 */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class SharedCacheTest {
  private static final Pattern OWNER = Pattern.compile("Signed in as <bdi>Name of ([^<]*)</bdi>");

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;

  private final Map<String, Kept> kept = new HashMap<>();

  @Test
  void nobodySeesThroughACacheWhatIsAnothers() {
    Http stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    List<Person> everybody =
        List.of(
            new Person("", "", stranger),
            person("cached-ann", stranger, people.author("cached-ann")),
            person("cached-bob", stranger, people.author("cached-bob")),
            person("cached-mona", stranger, people.moderator("cached-mona")),
            new Person("", "", stranger));
    Post post = posts.published("cached-ann", "For caches");
    posts.pending("cached-bob", "Only for its author and moderators");

    for (String path : pages(post)) {
      for (Person first : everybody) {
        kept.clear();
        fetch(first, path);
        for (Person next : everybody) {
          String seen = fetch(next, path);
          assertThat(owner(seen)).as("%s after %s", path, first.name()).isIn("", next.name());
          if (!next.name().isEmpty() && seen.contains("</footer>")) {
            assertThat(owner(seen)).isEqualTo(next.name());
          }
        }
      }
    }
  }

  @Test
  void whatStrangersReadIsKeptForThem() {
    Http stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    for (String path : List.of("/", "/feed.atom", "/api/posts", "/assets/imprimatur.css")) {
      fetch(new Person("", "", stranger), path);
      assertThat(kept).as(path).containsKey(path);
    }
  }

  private static List<String> pages(Post post) {
    List<String> samples =
        RouteRow.all().stream()
            .filter(row -> row.method().equals("GET") && !row.route().contains("sign-in"))
            .filter(row -> !row.sample().startsWith("/q/"))
            .map(RouteRow::sample)
            .toList();
    return Stream.concat(
            samples.stream(), Stream.of("/posts/" + post.id(), "/api/posts/" + post.id()))
        .toList();
  }

  /** Who the page says is signed in; empty if nobody is, or if it is no page. */
  private static String owner(String seen) {
    Matcher name = OWNER.matcher(seen);
    return name.find() ? name.group(1) : "";
  }

  private static Person person(String name, Http http, String session) {
    return new Person(name, "__Host-session=" + session, http.as(session));
  }

  private String fetch(Person person, String path) {
    Kept known = kept.get(path);
    if (known != null && (!known.byCookie() || known.cookie().equals(person.cookie()))) {
      return known.body();
    }
    HttpResponse<String> answer = person.http().get(path);
    String control = header(answer, "Cache-Control");
    boolean leave =
        control.contains("no-store") || control.contains("private") || control.contains("no-cache");
    if (answer.statusCode() == 200 && !leave) {
      boolean byCookie = header(answer, "Vary").contains("cookie");
      kept.put(path, new Kept(answer.body(), byCookie, person.cookie()));
    }
    return answer.body();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return String.join(",", answer.headers().allValues(name)).toLowerCase(Locale.ROOT);
  }

  private record Person(String name, String cookie, Http http) {}

  private record Kept(String body, boolean byCookie, String cookie) {}
}
