package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.Board;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;

/** Opens what killed processes left, lets it finish, and compares it with what they promised. */
final class Reconciliation {
  private final Path data;
  private final Set<String> acknowledged;
  private final TestClock clock = new TestClock();

  Reconciliation(Path data, Set<String> acknowledged) {
    this.data = data;
    this.acknowledged = acknowledged;
    clock.advanceTo(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Checks everything; returns how many posts there are. */
  int check() throws IOException, SQLException {
    EmbeddedSettings settings = CrashingBoard.settings(data, Optional.empty());
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(settings, clock, new Random(1), occurrence -> {})) {
      Board board = CrashingBoard.board(runtime, Duration.ofHours(2), clock, data);
      assertThat(flaws(runtime)).as("left by kills").isEmpty();
      runtime.attach(board.changes(), board.subscriptions());
      settle(runtime, board);
      Set<String> onBoard = checkBoard(runtime, board);
      clock.advance(Duration.ofHours(3));
      settle(runtime, board);
      Map<String, ArchivedPost> archived = checkArchive(runtime, board);
      assertThat(archived.keySet()).containsAll(onBoard);
      checkAnnouncements(archived);
      assertThat(flaws(runtime)).as("in the end").isEmpty();
      return archived.size();
    }
  }

  /** What is wrong with a board's file, seen by a connection of its own. */
  static List<Consistency.Flaw> flaws(EmbeddedRuntime runtime) throws SQLException {
    try (Sql sql = new Database(runtime.store().folder().database()).openToRead()) {
      return Consistency.flaws(sql);
    }
  }

  private void settle(EmbeddedRuntime runtime, Board board) {
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(10));
      runtime.sweep(Integer.MAX_VALUE);
      board.duePosts().attend(10_000);
      while (runtime.deliverDue() > 0) {
        runtime.sweep(Integer.MAX_VALUE);
      }
    }
    assertThat(runtime.deadLetters().list(10)).isEmpty();
    assertThat(runtime.health().waiting()).isZero();
    assertThat(runtime.health().lag()).isZero();
  }

  /**
   * All that is still on the board is public and rightly so; all that was promised is somewhere.
   */
  private Set<String> checkBoard(EmbeddedRuntime runtime, Board board) {
    Set<String> onBoard = new HashSet<>();
    for (PublicPost post : walk(page -> board.readPosts().feed(page))) {
      assertThat(post.title()).doesNotStartWith(CrashingBoard.REFUSED);
      assertThat(onBoard.add(post.id().value())).isTrue();
    }
    Set<String> gone =
        walk(page -> runtime.ports().archive().all(page)).stream()
            .map(departed -> departed.post().id().value())
            .collect(Collectors.toSet());
    assertThat(gone).noneMatch(onBoard::contains);
    Set<String> somewhere = new HashSet<>(gone);
    somewhere.addAll(onBoard);
    assertThat(somewhere).containsAll(acknowledged);
    assertThat(walk(page -> board.readPosts().waiting(page))).isEmpty();
    return onBoard;
  }

  /** In the end everything is in the archive, once, for the right cause, with its text. */
  private Map<String, ArchivedPost> checkArchive(EmbeddedRuntime runtime, Board board) {
    Map<String, ArchivedPost> archived = new HashMap<>();
    for (ArchivedPost departed : walk(page -> runtime.ports().archive().all(page))) {
      Post post = departed.post();
      assertThat(archived.put(post.id().value(), departed)).isNull();
      assertThat(post.body()).isEqualTo(post.title());
      boolean refused = post.title().startsWith(CrashingBoard.REFUSED);
      assertThat(departed.cause()).isIn(Cause.EXPIRED, refused ? Cause.REJECTED : Cause.EXPIRED);
    }
    assertThat(archived.keySet()).containsAll(acknowledged);
    assertThat(walk(page -> board.readPosts().feed(page))).isEmpty();
    assertThat(count(runtime, "posts")).isZero();
    assertThat(count(runtime, "changes")).isZero();
    assertThat(count(runtime, "events")).isZero();
    return archived;
  }

  private void checkAnnouncements(Map<String, ArchivedPost> archived) throws IOException {
    Set<String> published =
        archived.values().stream()
            .map(ArchivedPost::post)
            .filter(post -> post.status() == Status.PUBLISHED)
            .map(post -> post.id().value())
            .collect(Collectors.toSet());
    Path file = CrashingBoard.announcements(data);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    assertThat(new HashSet<>(lines)).isEqualTo(published);
  }

  private static long count(EmbeddedRuntime runtime, String table) {
    String count = "SELECT count(*) FROM " + table;
    return runtime.store().readers().read(sql -> sql.number(count)).orElseThrow();
  }

  private static <T> List<T> walk(Function<PageRequest, Page<T>> list) {
    List<T> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.first(100));
    while (next.isPresent()) {
      Page<T> page = list.apply(next.get());
      all.addAll(page.items());
      next = page.next().map(cursor -> new PageRequest(Optional.of(cursor), 100));
    }
    return all;
  }
}
