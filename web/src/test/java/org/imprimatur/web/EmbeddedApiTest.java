package org.imprimatur.web;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.Ports;
import org.imprimatur.contract.ApiContract;
import org.imprimatur.contract.ApiUnderTest;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.post.Author;
import org.imprimatur.post.Posts;
import org.imprimatur.session.User;
import org.imprimatur.web.signin.SignedIn;

/** The API's contract over HTTP, on the embedded runtime. */
@QuarkusTest
class EmbeddedApiTest implements ApiContract {
  @TestHTTPResource URI base;
  @Inject Ports ports;
  @Inject Clock clock;
  @Inject SecureRandom random;
  @Inject SignedIn signedIn;

  @Override
  public ApiUnderTest openApi() {
    Http http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    return new OverHttp(
        http,
        ports.posts(),
        new SamplePosts(Clock.tick(clock, Duration.ofMillis(1)), random),
        signedIn);
  }

  private record OverHttp(Http http, Posts posts, SamplePosts samplePosts, SignedIn signedIn)
      implements ApiUnderTest {
    @Override
    public Reply get(String path, Optional<String> known) {
      Http client = known.map(tags -> http.with("If-None-Match", tags)).orElse(http);
      return reply(client.get(path));
    }

    @Override
    public Reply post(Optional<Author> author, byte[] body, Map<String, String> headers) {
      Http client = author.map(this::as).orElse(http).with("Content-Type", "application/json");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        client = client.with(header.getKey(), header.getValue());
      }
      return reply(client.send("POST", "/api/posts", HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private Http as(Author author) {
      return http.as(signedIn.as(new User(author.id(), author.id(), author.name(), Set.of())));
    }

    private static Reply reply(HttpResponse<String> answer) {
      Map<String, String> headers = new HashMap<>();
      answer
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      return new Reply(answer.statusCode(), headers, answer.body());
    }
  }
}
