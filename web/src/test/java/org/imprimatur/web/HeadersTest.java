package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(HeadersTest.OverHttps.class)
class HeadersTest {
  private static final String STRANGER = "https://stranger.example";
  private static final List<String> MORE =
      List.of(
          "/?cursor=broken",
          "/search?q=cat",
          "/api/posts?limit=0",
          "/api/nothing",
          "/nowhere",
          "/%00",
          "/moderation;x=1",
          "/q/health");

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerIsLockedDown() {
    return Stream.concat(
        RouteRow.all().stream()
            .map(row -> dynamicTest(row.method() + " " + row.sample(), () -> everybody(row::ask))),
        MORE.stream().map(path -> dynamicTest(path, () -> everybody(who -> who.get(path)))));
  }

  private void everybody(Function<Http, HttpResponse<String>> ask) {
    Http stranger = http.with("Origin", STRANGER);
    for (Http who :
        List.of(http, stranger, http.as(people.author("a")), http.as(people.moderator("m")))) {
      lockedDown(ask.apply(who));
    }
  }

  private static void lockedDown(HttpResponse<String> answer) {
    assertThat(HeaderScore.of(answer)).isGreaterThanOrEqualTo(120);
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'")
        .contains("frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cache-Control")).isNotEmpty();
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
        .doesNotContain("Server", "server", "X-Powered-By", "x-powered-by");
    saysWhatItIs(answer);
  }

  /**
   * ASVS 5.0, 4.1.1: whatever has a body says its type and, where the type knows one, its charset.
   * JSON has none (RFC 8259, section 11).
   */
  private static void saysWhatItIs(HttpResponse<String> answer) {
    String type = header(answer, "Content-Type");
    if (!answer.body().isEmpty()) {
      assertThat(type).isNotEmpty();
    }
    if (type.startsWith("text/") || type.contains("xml")) {
      assertThat(type.toLowerCase(Locale.ROOT)).contains("charset=utf-8");
    }
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

  @TestFactory
  Stream<DynamicTest> anotherSitesRequestsAreRefusedBeforeAnythingLooksAtThem() {
    return RouteRow.changing().stream()
        .map(row -> dynamicTest(row.sample(), () -> refusedFromElsewhere(row)));
  }

  private void refusedFromElsewhere(RouteRow row) {
    Http victim = http.as(people.moderator("victim"));
    for (Http forged :
        List.of(
            victim.with("Sec-Fetch-Site", "cross-site"),
            victim.with("Sec-Fetch-Site", "same-site"),
            victim.with("Origin", STRANGER),
            victim.with("Origin", "https://board.example.stranger.example"),
            victim.with("Origin", "http://board.example"),
            victim.with("Origin", "null"))) {
      assertThat(row.ask(forged).statusCode()).isEqualTo(403);
    }
    assertThat(victim.get("/me").statusCode()).isEqualTo(200);
  }

  @TestFactory
  Stream<DynamicTest> aGetNeverChangesAnything() {
    return RouteRow.changing().stream()
        .filter(row -> Routes.allowed(row.path()).filter(m -> !m.contains("GET")).isPresent())
        .map(row -> dynamicTest(row.sample(), () -> onlyByPost(row.path())));
  }

  private void onlyByPost(String path) {
    Http clicker = http.as(people.moderator("clicker"));
    for (String method : List.of("GET", "HEAD")) {
      HttpResponse<String> answer = clicker.send(method, path, HttpRequest.BodyPublishers.noBody());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(header(answer, "Allow")).contains("POST");
    }
    assertThat(clicker.get("/me").statusCode()).isEqualTo(200);
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

  /** The board as its readers reach it, behind a proxy that ends TLS. */
  public static final class OverHttps implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("imprimatur.base-url", "https://board.example");
    }
  }
}
