package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HeadersTest {
  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?cursor=broken",
        "/posts/0190a0a0a0a07000800000000000dead",
        "/search",
        "/search?q=cat",
        "/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/authors/nobody",
        "/posts/new",
        "/me",
        "/moderation",
        "/archive",
        "/sign-in",
        "/sign-in/callback",
        "/sign-out",
        "/api/posts",
        "/api/posts?limit=0",
        "/api/nothing",
        "/nowhere",
        "/assets/imprimatur.css",
        "/webjars/htmx.org/dist/htmx.min.js",
        "/q/health",
        "/q/openapi",
      })
  void everyAnswerIsLockedDown(String path) {
    HttpResponse<String> answer = http.get(path);
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'")
        .contains("frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cache-Control")).isNotEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
  }

  @Test
  void whatIsPublicMayBeKeptAndIsCheckedByItsTag() {
    posts.published("someone", "For caches");
    HttpResponse<String> first = http.get("/");
    assertThat(header(first, "Cache-Control")).startsWith("public");
    assertThat(header(first, "Vary")).contains("Cookie");
    String tag = header(first, "ETag");
    HttpResponse<String> again = http.with("If-None-Match", tag).get("/");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    posts.published("someone", "Newer");
    assertThat(http.with("If-None-Match", tag).get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void whatASignedInPersonSeesIsNeverKept() {
    Post post = posts.published("someone", "Seen signed in");
    Http signedIn = http.as(people.author("reader"));
    for (String path : new String[] {"/", "/posts/" + post.id(), "/me", "/archive", "/posts/new"}) {
      assertThat(header(signedIn.get(path), "Cache-Control")).as(path).isEqualTo("no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/posts/new",
        "/posts/preview",
        "/posts/0190a0a0a0a07000800000000000dead/withdraw",
        "/moderation/0190a0a0a0a07000800000000000dead",
        "/sign-out",
        "/sign-out/everywhere",
        "/api/posts",
      })
  void anotherSitesRequestsAreRefusedBeforeAnythingLooksAtThem(String path) {
    Http victim = http.as(people.moderator("victim"));
    Map<String, String> form = Map.of("title", "Forged", "body", "Forged", "key", "k");
    assertThat(victim.with("Sec-Fetch-Site", "cross-site").form(path, form).statusCode())
        .isEqualTo(403);
    assertThat(victim.with("Sec-Fetch-Site", "same-site").form(path, form).statusCode())
        .isEqualTo(403);
    assertThat(victim.with("Origin", "https://evil.example").form(path, form).statusCode())
        .isEqualTo(403);
    assertThat(victim.with("Origin", "null").form(path, form).statusCode()).isEqualTo(403);
    assertThat(victim.get("/me").statusCode()).isEqualTo(200);
    assertThat(victim.get("/me").body()).doesNotContain("Forged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/posts/preview",
        "/posts/0190a0a0a0a07000800000000000dead/withdraw",
        "/moderation/0190a0a0a0a07000800000000000dead",
        "/sign-out",
        "/sign-out/everywhere",
        "/back-channel-logout",
      })
  void aGetNeverChangesAnything(String path) {
    HttpResponse<String> answer = http.as(people.moderator("clicker")).get(path);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me", "/posts/new", "/moderation", "/sign-in"})
  void aForgedHostLeadsNowhere(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1", "X-Forwarded-Host: evil.example");
    assertThat(answer).contains("HTTP/1.1").doesNotContain("evil.example");
  }

  @Test
  void aSubmissionUnderAForgedHostLeadsHome() throws IOException {
    String session = "Cookie: __Host-session=" + people.author("forged");
    String form = "title=Under+a+forged+host&body=b&key=forged";
    String answer =
        raw(
            "POST /posts/new HTTP/1.1",
            session,
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + form.length(),
            "\r\n" + form);
    assertThat(answer)
        .contains("HTTP/1.1 303", "/me?done=submitted")
        .doesNotContain("evil.example");
  }

  /** Sends lines with a forged Host, which clients do not let a test set. */
  private String raw(String request, String... more) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String head = request + "\r\nHost: evil.example\r\nConnection: close\r\n";
      String rest = String.join("\r\n", more);
      String end = rest.contains("\r\n\r\n") ? "" : "\r\n\r\n";
      socket.getOutputStream().write((head + rest + end).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/posts/new", "/api/posts", "/me"})
  void strangeVerbsAreRefused(String path) {
    for (String verb : new String[] {"TRACE", "PROPFIND", "JUNK", "DELETE", "PATCH"}) {
      int status = http.send(verb, path, HttpRequest.BodyPublishers.noBody()).statusCode();
      assertThat(status).as(verb).isIn(403, 405, 501);
    }
  }

  @Test
  void aHeadAnswersAsAGetWithoutItsBody() {
    HttpResponse<String> get = http.get("/");
    HttpResponse<String> head = http.send("HEAD", "/", HttpRequest.BodyPublishers.noBody());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "ETag")).isEqualTo(header(get, "ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/dev",
        "/q/dev-ui",
        "/.git/config",
        "/.env",
        "/q/arc",
        "/q/swagger-ui",
        "/q/health",
        "/q/health/ready",
        "/q/metrics",
        "/q/info",
        "/application.properties",
        "/templates/layout.html",
        "/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fapplication.properties",
        "/posts/%00",
        "/moderation;x=1",
      })
  void nothingInsideIsServed(String path) {
    HttpResponse<String> answer = http.get(path);
    assertThat(answer.statusCode()).isIn(303, 400, 401, 403, 404);
    assertThat(answer.body())
        .doesNotContainIgnoringCase("quarkus")
        .doesNotContain("Exception", "at org.");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
