package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
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

    assertThat(RouteRow.all())
        .extracting(row -> row.method() + " " + row.route())
        .hasSameElementsAs(routes);
  }

  @Test
  void everySampleIsServedByItsRoute() {
    assertThat(RouteRow.all())
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
    return RouteRow.all().stream()
        .map(row -> dynamicTest(row.method() + " " + row.sample(), () -> check(row)));
  }

  private void check(RouteRow row) {
    Http stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    assertThat(
            List.of(
                answer(stranger, row),
                answer(stranger.as(people.author("matrix-author")), row),
                answer(stranger.as(people.moderator("matrix-moderator")), row)))
        .isEqualTo(List.of(row.stranger(), row.author(), row.moderator()));
  }

  private static String answer(Http who, RouteRow row) {
    HttpResponse<String> answer = row.ask(who);
    String to = answer.headers().firstValue("Location").orElse("");
    return (answer.statusCode() + " " + place(to)).strip();
  }

  /** A path of ours, or {@code the provider}. */
  private static String place(String location) {
    String path = location.replaceFirst("[?].*", "").replaceFirst("^http://localhost:8080", "");
    return path.startsWith("http") ? "the provider" : path;
  }
}
