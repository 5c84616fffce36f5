package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What everybody gets from every route of a post, in each state it can be in and whoever wrote it:
 * exactly what {@code post-by-route.tsv} says. A route of posts that is not in that table fails
 * here.
 */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class PostByRouteTest {
  private static final String UNKNOWN = "0190a0a0a0a07000800000000000dead";
  private static final List<String> STATES =
      List.of(
          "unknown",
          "waiting",
          "sent back",
          "public",
          "public, changed",
          "hidden",
          "rejected",
          "withdrawn",
          "expired unseen",
          "expired");

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject Clock clock;

  private int authors;

  @Test
  void everyRouteOfAPostIsInTheTableInEveryState() {
    List<String> routes =
        RouteRow.all().stream()
            .filter(row -> row.sample().contains(UNKNOWN))
            .flatMap(row -> STATES.stream().map(state -> row.method() + row.route() + state))
            .toList();

    assertThat(rows())
        .extracting(row -> row.route().method() + row.route().route() + row.state())
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  @TestFactory
  Stream<DynamicTest> everybodyGetsWhatTheTableSays() {
    List<Cell> cells = rows().stream().flatMap(row -> cells(row).stream()).toList();
    cells.stream().filter(cell -> cell.row().leaves()).forEach(cell -> awaitArchived(cell.post()));
    return cells.stream()
        .map(
            cell ->
                dynamicTest(
                    cell.row().route().method()
                        + " "
                        + cell.row().route().route()
                        + " of a post "
                        + cell.row().state()
                        + " by "
                        + cell.who(),
                    () -> assertThat(answer(cell)).isEqualTo(cell.expected())));
  }

  private List<Cell> cells(Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int who = 0; who < Row.PEOPLE.size(); who++) {
      String author = "by-route-" + authors++;
      Post post = post(row.state(), author);
      cells.add(new Cell(row, Row.PEOPLE.get(who), author, post, row.answers().get(who)));
    }
    return cells;
  }

  private Post post(String state, String author) {
    String title = "In its state";
    return switch (state) {
      case "waiting", "unknown" -> posts.pending(author, title);
      case "sent back" -> posts.sentBack(author, title);
      case "public" -> posts.published(author, title);
      case "public, changed" -> posts.changed(author, title);
      case "hidden" -> posts.concealed(author, title);
      case "rejected" -> posts.rejected(author, title);
      case "withdrawn" -> posts.withdrawn(author, title);
      case "expired unseen" -> posts.expired(author, title);
      case "expired" -> posts.published(author, title, clock.instant().plusSeconds(2));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private void awaitArchived(Post post) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!posts.archived(post)) {
      assertThat(System.nanoTime()).as("not archived").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private String answer(Cell cell) {
    Http stranger = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    Http who =
        switch (cell.who()) {
          case "a stranger" -> stranger;
          case "its author" -> stranger.as(people.author(cell.author()));
          case "another author" -> stranger.as(people.author("by-route-other"));
          case "a moderator" -> stranger.as(people.moderator("by-route-moderator"));
          default -> stranger.as(people.moderator(cell.author()));
        };
    String id = cell.row().state().equals("unknown") ? UNKNOWN : cell.post().id().value();
    String path = cell.row().route().sample().replace(UNKNOWN, id);
    HttpResponse<String> answer =
        cell.row().route().method().equals("GET")
            ? who.get(path)
            : who.form(path, fields(id, cell.row().route().route()));
    String to = answer.headers().firstValue("Location").orElse("").replace(id, "ID");
    String place = to.replaceFirst("[?]return=.*", "").replaceFirst("^http://localhost:8080", "");
    return (answer.statusCode() + " " + place).strip();
  }

  /** A form as the pages send it. */
  private static Map<String, String> fields(String id, String route) {
    return switch (route) {
      case "/posts/[^/]+/edit" ->
          Map.of("of", id, "seen", "1", "title", "Another", "body", "Text", "key", "k");
      case "/moderation/[^/]+" -> Map.of("revision", "1", "verdict", "approve", "reason", "");
      default -> Map.of("reason", "Because");
    };
  }

  private static List<Row> rows() {
    try (InputStream table = PostByRouteTest.class.getResourceAsStream("/post-by-route.tsv")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .map(Row::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the table cannot be read", e);
    }
  }

  /**
   * A route of a post in one state.
   *
   * @param answers what each of {@link #PEOPLE} gets
   */
  private record Row(RouteRow route, String state, List<String> answers) {
    static final List<String> PEOPLE =
        List.of("a stranger", "another author", "its author", "a moderator", "its own moderator");

    static Row of(List<String> fields) {
      RouteRow route =
          RouteRow.all().stream()
              .filter(row -> row.sample().contains(UNKNOWN))
              .filter(row -> row.method().equals(fields.get(0)))
              .filter(row -> row.route().equals(fields.get(1)))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no such route: " + fields));
      return new Row(route, fields.get(2), fields.subList(3, fields.size()));
    }

    boolean leaves() {
      return List.of("rejected", "withdrawn", "expired unseen", "expired").contains(state);
    }
  }

  private record Cell(Row row, String who, String author, Post post, String expected) {}
}
