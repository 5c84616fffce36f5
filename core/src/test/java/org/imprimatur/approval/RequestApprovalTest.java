package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.DuePosts;
import org.imprimatur.MemoryBoard;
import org.imprimatur.event.Event;
import org.imprimatur.post.Asking;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

class RequestApprovalTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
  private final DuePosts due = board.board().duePosts();
  private Duration elapsed = Duration.ZERO;

  @Test
  void requestCarriesTheWholeNewRecord() {
    Post post = board.submit("Title", "Body");
    board.deliver();

    Event event = board.events().get(0);
    assertThat(event.id()).isEqualTo("request-" + post.id() + "-1-1");
    assertThat(ApprovalEvents.readRequest(event)).isEqualTo(ApprovalRequest.about(post));
  }

  @Test
  void waitsDoubleWithEachSilence() {
    Post post = board.submit("Title", "Body");
    List<Long> waits = new ArrayList<>();
    Instant asked = MemoryBoard.NOON;
    for (Asking asking = post.current().asking();
        asking.next().isPresent();
        asking = askAgain(asked)) {
      waits.add(Duration.between(asked, asking.next().orElseThrow()).toSeconds());
      asked = asking.next().orElseThrow();
    }

    assertThat(waits).containsExactly(70L, 140L, 280L, 560L, 1_120L, 2_240L, 4_480L);
    assertThat(board.own().get(0).current().asking())
        .isEqualTo(new Asking(RequestApproval.MAX_TIMES, Optional.empty()));
  }

  @Test
  void noWaitIsLongerThanSixHours() {
    Clock later = clockAt(Duration.ofDays(1));
    RequestApproval slow = requestApproval(later, Duration.ofHours(5), Optional.empty());
    board.submit("Title", "Body");

    new DuePosts(board.posts(), slow, later).attend(10);

    assertThat(board.own().get(0).current().asking().next())
        .contains(MemoryBoard.NOON.plus(Duration.ofHours(30)));
  }

  @Test
  void silentServiceIsGivenUpAfterATimeAndThePersonIsToldWhy() {
    board.submit("Title", "Body");
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));
    List<Integer> asked = new ArrayList<>();
    for (Duration time = Duration.ZERO;
        time.compareTo(Duration.ofHours(3)) < 0;
        time = time.plusSeconds(1)) {
      Clock then = clockAt(time);
      RequestApproval patient = requestApproval(then, Duration.ofSeconds(70), hour);
      if (new DuePosts(board.posts(), patient, then).attend(10) > 0) {
        asked.add((int) time.toSeconds());
      }
    }

    assertThat(asked).containsExactly(70, 210, 490, 1_050, 2_170, 3_600);
    assertThat(board.own().get(0).current().held()).containsExactly(HoldReason.NO_ANSWER);
    assertThat(board.own().get(0).current().asking()).isEqualTo(new Asking(6, Optional.empty()));
  }

  @Test
  void longHopeOutlivesTheLastRequest() {
    board.submit("Title", "Body");
    Optional<Duration> days = Optional.of(Duration.ofDays(3));
    for (int hour = 1; hour < 100; hour++) {
      Clock then = clockAt(Duration.ofHours(hour));
      RequestApproval patient = requestApproval(then, Duration.ofSeconds(70), days);
      new DuePosts(board.posts(), patient, then).attend(10);
      assertThat(board.own().get(0).current().held()).hasSize(hour < 72 ? 0 : 1);
    }
  }

  @Test
  void decidedPostIsNotAskedAbout() {
    Post post = board.submit("Title", "Body");
    board.decide(post.id(), Verdict.APPROVED);
    board.advance(Duration.ofDays(1));

    assertThat(due.attend(10)).isZero();
  }

  @Test
  void asksAboutNoMoreThanItIsToldTo() {
    board.submit("One", "x");
    board.submit("Two", "x");
    board.submit("Three", "x");
    board.advance(Duration.ofSeconds(70));

    assertThat(due.attend(2)).isEqualTo(2);
    assertThat(due.attend(2)).isEqualTo(1);
    assertThat(due.attend(2)).isZero();
  }

  private RequestApproval requestApproval(
      Clock clock, Duration patience, Optional<Duration> escalateAfter) {
    return new RequestApproval(
        board.posts(), event -> {}, clock, patience, escalateAfter, occurrence -> {});
  }

  private Asking askAgain(Instant at) {
    board.advance(Duration.between(MemoryBoard.NOON.plus(elapsed), at));
    elapsed = Duration.between(MemoryBoard.NOON, at);
    assertThat(due.attend(10)).isEqualTo(1);
    return board.own().get(0).current().asking();
  }

  private static Clock clockAt(Duration afterNoon) {
    return Clock.fixed(MemoryBoard.NOON.plus(afterNoon), ZoneOffset.UTC);
  }
}
