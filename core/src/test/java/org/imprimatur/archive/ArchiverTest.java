package org.imprimatur.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class ArchiverTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());

  @Test
  void rejectedPostMovesFromTheBoardToTheArchive() {
    Post post = board.submit("Title", "Body");
    board.advance(Duration.ofHours(1));
    board.decide(post.id(), Verdict.REJECTED);
    Post rejected = board.own().get(0);
    assertThat(board.board().archive().find(post.id())).isEmpty();

    board.deliver();

    Instant when = MemoryBoard.NOON.plus(Duration.ofHours(1));
    assertThat(board.own()).isEmpty();
    assertThat(board.board().archive().find(post.id()))
        .contains(new ArchivedPost(rejected, Cause.REJECTED, when));
  }

  @Test
  void expiredPostLeftWhenItsTimeWasOverHoweverLateItWasSwept() {
    Post post = board.submit("Title", "Body");
    Instant late = post.expires().plus(Duration.ofDays(2));

    board.board().changes().handle(new Change(Change.Kind.EXPIRED, post, late));

    assertThat(board.board().archive().find(post.id()))
        .contains(new ArchivedPost(post, Cause.EXPIRED, post.expires()));
  }

  @Test
  void changeThatComesTwiceIsArchivedAndToldOnce() {
    Post post = board.submit("Title", "Body");
    Change withdrawn = new Change(Change.Kind.WITHDRAWN, post.withdrawn(), MemoryBoard.NOON);
    board.board().withdrawPost().withdraw(post.id(), "ann");

    board.board().changes().handle(withdrawn);
    List<String> toldOnce = archived();
    board.board().changes().handle(withdrawn);

    assertThat(toldOnce).containsExactly("WITHDRAWN");
    assertThat(archived()).isEqualTo(toldOnce);
    assertThat(board.own()).isEmpty();
  }

  private List<String> archived() {
    return board.heard().stream()
        .filter(o -> o.kind() == Occurrence.Kind.ARCHIVED)
        .map(o -> o.fields().getOrDefault("cause", ""))
        .toList();
  }
}
