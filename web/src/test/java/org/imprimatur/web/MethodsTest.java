package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each address of the application answers to each method there is, and to some there are not.
 */
@QuarkusTest
class MethodsTest {
  private static final List<String> STRANGE =
      List.of("TRACE", "PROPFIND", "JUNK", "DELETE", "PATCH", "PUT", "LOCK", "get");

  /** May be left out where there is no body (RFC 9110, section 8.6), or differ each time. */
  private static final Set<String> CHANGING =
      Set.of("content-length", "transfer-encoding", "date", "set-cookie", "location");

  @TestHTTPResource URI base;
  @Inject People people;

  private Http stranger() {
    return Http.at(base);
  }

  @TestFactory
  Stream<DynamicTest> optionsTellsWhichMethodsWorkAndNothingToOtherSites() {
    return eachAddress(
        row -> {
          HttpResponse<String> answer =
              stranger()
                  .with("Origin", "https://elsewhere.example")
                  .with("Access-Control-Request-Method", "POST")
                  .send("OPTIONS", row.sample(), BodyPublishers.noBody());
          assertThat(answer.statusCode()).isEqualTo(204);
          assertThat(answer.headers().allValues("Allow"))
              .containsExactly(Routes.allowed(row.path()).orElseThrow());
          assertThat(answer.headers().map().keySet())
              .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        });
  }

  @TestFactory
  Stream<DynamicTest> otherMethodsAreRefusedWithThoseThatWork() {
    return eachAddress(
        row -> {
          String methods = Routes.allowed(row.path()).orElseThrow();
          for (Http who : List.of(stranger(), stranger().as(people.moderator("verbs")))) {
            for (String verb : STRANGE) {
              HttpResponse<String> answer = who.send(verb, row.sample(), BodyPublishers.noBody());
              assertThat(answer.statusCode()).as(verb).isEqualTo(405);
              assertThat(answer.headers().allValues("Allow")).containsExactly(methods);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> headIsGetWithoutTheBody() {
    return eachAddress(
        row -> {
          boolean read = Routes.allowed(row.path()).orElseThrow().contains("GET");
          for (Http who : List.of(stranger(), stranger().as(people.moderator("header")))) {
            HttpResponse<String> head = who.send("HEAD", row.sample(), BodyPublishers.noBody());
            HttpResponse<String> get = who.get(row.sample());
            assertThat(head.body()).isEmpty();
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.statusCode() == 405).isEqualTo(!read);
            assertThat(headers(head)).isEqualTo(headers(get));
          }
        });
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> CHANGING.contains(name.toLowerCase(Locale.ROOT)));
    return headers;
  }

  private static Stream<DynamicTest> eachAddress(Consumer<RouteRow> holds) {
    Map<String, RouteRow> rows = new TreeMap<>();
    RouteRow.all().forEach(row -> rows.put(row.sample(), row));
    assertThat(rows).hasSizeGreaterThan(30);
    return rows.values().stream().map(row -> dynamicTest(row.sample(), () -> holds.accept(row)));
  }
}
