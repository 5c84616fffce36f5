package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.event.Event;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What is only on its way moves too, where a store can tell what is. */
public interface UndeliveredTransferContract extends EngineContract {

  @Test
  default void decisionOnItsWayMovesAndIsRecordedInTheNewHome() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here);
    Post yes = old.submit();
    Post no = old.submit();
    old.respond("yes", yes.id(), Verdict.APPROVED, 1);
    old.respond("no", no.id(), Verdict.REJECTED, 1);
    BoardUnderTest home = moved(here, old);

    home.settle();

    assertThat(home.feed()).extracting(PublicPost::id).containsExactly(yes.id());
    assertThat(home.archived()).extracting(ArchivedPost::cause).containsExactly(Cause.REJECTED);
  }

  @Test
  default void parkedDecisionMovesAndIsTriedAgain() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here);
    old.engine().ports().bus().publish(unreadable(here));
    old.settle();
    assertThat(old.engine().deadLetters().list(9)).hasSize(1);
    BoardUnderTest home = moved(here, old);

    home.settle();

    assertThat(home.engine().deadLetters().list(9)).hasSize(1);
    assertThat(new Moving(here.clock()).exported(home.engine().holdings()))
        .filteredOn(line -> line.contains("\"type\":\"decision\""))
        .hasSize(1);
  }

  @Test
  default void recordedDecisionDoesNotMove() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here);
    Post post = old.submit();
    old.respond("yes", post.id(), Verdict.APPROVED, 1);
    old.settle();

    List<String> file = new Moving(here.clock()).exported(old.engine().holdings());

    assertThat(file).noneMatch(line -> line.contains("\"type\":\"decision\""));
  }

  @Test
  default void postThatIsOffTheBoardAndNotInTheArchiveYetMoves() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here);
    Post post = old.submit();
    Post rejected = here.samplePosts().addRejected(old.engine().ports().posts());
    ArchivedPost refused = new ArchivedPost(rejected, Cause.REJECTED, here.clock().instant());
    here.clock().advance(Duration.ofDays(31));
    old.engine().sweep(here.clock().instant(), 9);
    BoardUnderTest home = moved(here, old);

    assertThat(home.archived())
        .containsExactlyInAnyOrder(new ArchivedPost(post, Cause.EXPIRED, post.expires()), refused);
  }

  private BoardUnderTest board(Surroundings here) {
    return BoardUnderTest.open(this, here, ApprovalPolicy.manual(), Weather.CALM);
  }

  private BoardUnderTest moved(Surroundings here, BoardUnderTest old) {
    Moving moving = new Moving(here.clock());
    BoardUnderTest home = board(here);
    moving.imported(moving.exported(old.engine().holdings()), home.engine().intake());
    return home;
  }

  private static Event unreadable(Surroundings here) {
    return new Event(
        "odd", Event.SOURCE, ApprovalEvents.RESPONSE, here.clock().instant(), "{\"odd\":1}");
  }
}
