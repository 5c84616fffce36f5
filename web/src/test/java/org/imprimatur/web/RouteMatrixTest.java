package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who gets what from each address and method of the application: exactly what {@code
 * role-by-route.tsv} says. A route that is not in that table fails here.
 */
@QuarkusTest
class RouteMatrixTest {
  @TestHTTPResource URI base;
  @Inject People people;

  @Test
  void everyRouteIsInTheTableAndNoOther() {
    List<String> routes =
        Routes.TABLE.stream()
            .flatMap(
                route ->
                    Stream.of(route.methods().split(", ", -1))
                        .filter(method -> List.of("GET", "POST").contains(method))
                        .map(method -> method + " " + route.path()))
            .toList();

    assertThat(rows())
        .extracting(row -> row.method() + " " + row.route())
        .hasSameElementsAs(routes);
  }

  @Test
  void everySampleIsServedByItsRoute() {
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(
                        Routes.TABLE.stream()
                            .filter(route -> route.path().matcher(row.path()).matches())
                            .findFirst()
                            .map(route -> route.path().pattern()))
                    .as(row.sample())
                    .contains(row.route()));
  }

  @TestFactory
  Stream<DynamicTest> everybodyGetsWhatTheTableSays() {
    return rows().stream()
        .map(row -> dynamicTest(row.method() + " " + row.sample(), () -> check(row)));
  }

  private void check(Row row) {
    Http stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    assertThat(
            List.of(
                answer(stranger, row),
                answer(stranger.as(people.author("matrix-author")), row),
                answer(stranger.as(people.moderator("matrix-moderator")), row)))
        .isEqualTo(List.of(row.stranger(), row.author(), row.moderator()));
  }

  private static String answer(Http who, Row row) {
    boolean api = row.sample().startsWith("/api/");
    String type = api ? "application/json" : "application/x-www-form-urlencoded";
    String body = api ? "{}" : "";
    HttpResponse<String> answer =
        row.method().equals("GET")
            ? who.get(row.sample())
            : who.with("Content-Type", type)
                .send("POST", row.sample(), HttpRequest.BodyPublishers.ofString(body));
    String to = answer.headers().firstValue("Location").orElse("");
    return (answer.statusCode() + " " + place(to)).strip();
  }

  /** A path of ours, or {@code the provider}. */
  private static String place(String location) {
    String path = location.replaceFirst("[?].*", "").replaceFirst("^http://localhost:8080", "");
    return path.startsWith("http") ? "the provider" : path;
  }

  /** The table, without its comments. */
  static List<Row> rows() {
    try (InputStream table = RouteMatrixTest.class.getResourceAsStream("/role-by-route.tsv")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(f -> new Row(f[0], f[1], f[2], f[3], f[4], f[5]))
          .toList();
    } catch (IOException e) {
      throw new AssertionError("the table cannot be read", e);
    }
  }

  /** One line of it. */
  record Row(
      String method,
      String route,
      String sample,
      String stranger,
      String author,
      String moderator) {
    String path() {
      return sample.replaceFirst("[?].*", "");
    }
  }
}
