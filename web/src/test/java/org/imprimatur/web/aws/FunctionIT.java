package org.imprimatur.web.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.imprimatur.web.signin.FakeProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of the profile {@code lambda}: what is in it, and how it answers API Gateway. */
class FunctionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ZIP = Path.of("target", "function.zip");

  @TempDir static Path unpacked;
  private static FakeCloud cloud;
  private static FakeProvider provider;
  private static RunningFunction function;
  private static JsonNode first;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    unpack();
    cloud = new FakeCloud();
    provider = new FakeProvider(Clock.systemUTC());
    function = RunningFunction.cold(unpacked, environment());
    first = function.answer(event("GET", "/"));
    System.out.println("The first page as a function: " + function.measured());
  }

  @AfterAll
  static void stop() {
    function.close();
    provider.close();
    cloud.close();
  }

  @Test
  void nothingOfOneMachineIsInTheZip() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .anyMatch(name -> name.matches("lib/.*imprimatur-aws.*"))
          .anyMatch(name -> name.matches("lib/.*quarkus-amazon-lambda-http.*"))
          .noneMatch(name -> name.matches("lib/.*(sqlite|keycloak|imprimatur-embedded|ruler).*"))
          .noneMatch(
              name -> name.matches("lib/.*(awssdk.ses|awssdk.sqs|angus|brotli|open-api|yaml).*"));
    }
  }

  @Test
  void fromARestoreOnTheFirstPageIsThereAtOnce() throws IOException, InterruptedException {
    try (RunningFunction restored = RunningFunction.restored(unpacked, environment())) {
      JsonNode page = restored.answer(event("GET", "/"));
      Duration time = restored.time();
      System.out.println("The first page after a restore: " + restored.measured());
      long processor = restored.processorMillis();
      for (int more = 0; more < 100; more++) {
        restored.answer(event("GET", "/"));
      }
      System.out.printf(
          "Each page more: %.1f ms of the processor%n",
          (restored.processorMillis() - processor) / 100.0);

      assertThat(body(page)).isEqualTo(body(first));
      assertThat(time).isLessThan(Duration.ofMillis(500));
    }
  }

  @Test
  void theFirstPageIsTheFeed() {
    assertThat(first.get("statusCode").intValue()).as(first.toString()).isEqualTo(200);
    assertThat(header(first, "Content-Type")).startsWith("text/html");
    assertThat(header(first, "Content-Security-Policy")).contains("default-src 'none'");
    assertThat(body(first)).contains("<title>");
  }

  @Test
  void cookiesGoOutOneByOne() throws IOException, InterruptedException {
    JsonNode answer = function.answer(event("GET", "/sign-in"));
    assertThat(answer.get("statusCode").intValue()).as(answer.toString()).isEqualTo(303);
    assertThat(header(answer, "Location")).startsWith(provider.issuer() + "/authorize?");
    assertThat(answer.get("cookies"))
        .singleElement()
        .satisfies(cookie -> assertThat(cookie.textValue()).startsWith("__Host-sign-in-"));
  }

  /** Comes back from the provider with the cookie of the attempt, and has a session then. */
  @Test
  void aBrowserSignsInAndStaysSignedIn() throws IOException, InterruptedException {
    List<String> cookies = SignsIn.through(function, provider);
    JsonNode page = function.answer(cookies(event("GET", "/me"), cookies));
    assertThat(page.get("statusCode").intValue()).as(page.toString()).isEqualTo(200);
    assertThat(body(page)).contains("Alice Author");
  }

  @Test
  void aFormInBase64IsReadAndItsTextKept() throws IOException, InterruptedException {
    String form = "title=Gr%C3%BC%C3%9Fe+%F0%9F%90%A7&body=a+%26+b&key=k";
    ObjectNode event = event("POST", "/posts/new");
    ((ObjectNode) event.get("headers"))
        .put("content-type", "application/x-www-form-urlencoded")
        .put("sec-fetch-site", "same-origin");
    event.put("body", Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8)));
    event.put("isBase64Encoded", true);
    JsonNode answer = function.answer(event);
    assertThat(answer.get("statusCode").intValue()).as(answer.toString()).isEqualTo(401);
    assertThat(body(answer)).contains("Grüße 🐧", "a &amp; b");
    assertThat(answer.get("cookies").get(0).textValue()).startsWith("__Host-draft=");
  }

  static ObjectNode event(String method, String path) {
    try (InputStream recorded = FunctionIT.class.getResourceAsStream("/events/http-page.json")) {
      ObjectNode event = (ObjectNode) JSON.readTree(recorded);
      String[] parts = path.split("\\?", 2);
      event.put("rawPath", parts[0]).put("rawQueryString", parts.length > 1 ? parts[1] : "");
      ((ObjectNode) event.get("requestContext").get("http"))
          .put("method", method)
          .put("path", parts[0]);
      return event;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode cookies(ObjectNode event, List<String> cookies) {
    cookies.forEach(event.withArray("cookies")::add);
    return event;
  }

  static String header(JsonNode answer, String name) {
    List<String> values = new ArrayList<>();
    answer
        .get("headers")
        .properties()
        .forEach(
            header -> {
              if (header.getKey().equalsIgnoreCase(name)) {
                values.add(header.getValue().textValue());
              }
            });
    return String.join(" and ", values);
  }

  private static String body(JsonNode answer) {
    String body = answer.get("body").textValue();
    return answer.get("isBase64Encoded").booleanValue()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  private static Map<String, String> environment() {
    Map<String, String> told = new HashMap<>(cloud.told());
    told.put("imprimatur.runtime", "aws");
    told.put("imprimatur.base-url", "https://board.test");
    told.put("imprimatur.mail.from", "board@board.test");
    told.put("imprimatur.oidc.issuer", provider.issuer());
    told.put("imprimatur.oidc.client-secret", FakeProvider.SECRET);
    Map<String, String> variables = new HashMap<>();
    told.forEach(
        (name, value) ->
            variables.put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
    return variables;
  }

  private static void unpack() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path file = unpacked.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    }
  }
}
