package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Mail;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** Who has mail of what, and how often. */
public interface MailContract extends EngineContract {
  /** Where Ann has mail. */
  Address ANN = new Address("ann@example.org");

  @Test
  default void nobodyHasMailWhoDidNotAsk() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    decide(board, board.submit(), Verdict.APPROVED);

    board.settle(Duration.ofHours(9));

    assertThat(board.mailed()).isEmpty();
  }

  @Test
  default void authorHasOneMailOfEachDecisionWithItsReason() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    decide(board, board.submit(), Verdict.REJECTED);

    board.settle(Duration.ofHours(1));

    assertThat(board.mailed()).hasSize(1);
    Mail mail = board.mailed().get(0);
    assertThat(mail.to()).isEqualTo(ANN);
    assertThat(mail.subject())
        .isEqualTo("“Found: a grey cat” was rejected; its text is in your archive");
    assertThat(mail.text()).contains("> seen", mail.unsubscribe().toString());
  }

  @Test
  default void eventsThatComeTwiceOrAfterFaultsMakeOneMail() {
    BoardUnderTest board = BoardUnderTest.withMail(this, new Storm(new Random(1)));
    board.board().chooseMail().on("ann", ANN, false);
    decide(board, board.submit(), Verdict.APPROVED);
    decide(board, board.submit(), Verdict.REJECTED);
    board.faults().fail("after EventBus.publish", 1);

    board.settle(Duration.ofHours(3));

    assertThat(board.mailed()).extracting(Mail::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  default void mailIsTriedForHoursAndSentOnceWhileNothingElseWaits() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    Post post = board.submit();
    decide(board, post, Verdict.APPROVED);
    board.settle(Duration.ofHours(2));
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
    assertThat(board.mailed()).isEmpty();

    board.faults().none();
    board.settle(Duration.ofHours(2));

    assertThat(board.mailed()).hasSize(1);
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  @Test
  default void mailThatCannotBeSentIsParkedWithoutItsAddressAndGoesOutWhenRedriven() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle(Duration.ofHours(10));
    List<DeadLetter> parked = board.engine().deadLetters().list(10);
    assertThat(parked).hasSize(1);
    assertThat(parked.toString()).doesNotContain("ann", "grey cat");

    board.faults().none();
    board.engine().deadLetters().redriveAll();
    board.settle();

    assertThat(board.mailed()).hasSize(1);
  }

  @Test
  default void whoTurnedMailOffHasNoMoreOfIt() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle();
    board.board().chooseMail().offBy(token(board.mailed().get(0)));

    decide(board, board.submit(), Verdict.APPROVED);
    board.settle();

    assertThat(board.mailed()).hasSize(1);
    assertThat(board.board().chooseMail().of("ann")).isEmpty();
  }

  @Test
  default void whatIsOnItsWayIsNotSentToWhoTurnedMailOff() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle();
    board.board().chooseMail().off("ann");
    board.faults().none();

    board.settle(Duration.ofHours(2));

    assertThat(board.mailed()).isEmpty();
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  @Test
  default void linkOutOfAnEarlierTimeTurnsNothingOff() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle();
    board.board().chooseMail().on("ann", new Address("other@example.org"), false);

    board.board().chooseMail().offBy(token(board.mailed().get(0)));
    board.board().chooseMail().offBy("no token");
    board.board().chooseMail().offBy("0".repeat(64));

    assertThat(board.board().chooseMail().of("ann")).contains(new Address("other@example.org"));
  }

  @Test
  default void moderatorHasOneDigestInEachStretchOfTimeWhileSomethingWaits() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("mia", new Address("mia@example.org"), true);
    board.board().chooseMail().on("ann", ANN, false);
    Post first = board.submit();
    Post second = board.submit();

    board.settle(Duration.ofHours(7));

    assertThat(board.mailed())
        .extracting(Mail::subject)
        .containsExactly("2 posts wait for a moderator", "2 posts wait for a moderator");
    assertThat(board.mailed().get(1).text()).contains("waiting for 4 hours");

    decide(board, first, Verdict.APPROVED);
    decide(board, second, Verdict.APPROVED);
    board.settle(Duration.ofHours(12));
    assertThat(board.mailed()).filteredOn(mail -> mail.subject().contains("wait for")).hasSize(2);
  }

  @Test
  default void digestThatIsTriedAgainIsOneAndNoneWhenItsTimeIsOver() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("mia", new Address("mia@example.org"), true);
    board.submit();
    board.faults().plan("before Mailer.send"::equals);
    board.settle(Duration.ofHours(3));
    board.faults().none();

    board.settle(Duration.ofHours(4));

    assertThat(board.mailed()).extracting(Mail::id).doesNotHaveDuplicates();
    assertThat(board.mailed()).hasSizeBetween(1, 2);
  }

  @Test
  default void digestIsNotSentWhenNothingIsLeftByThen() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("mia", new Address("mia@example.org"), true);
    Post post = board.submit();
    board.faults().plan("before Mailer.send"::equals);
    board.settle(Duration.ofMinutes(20));
    decide(board, post, Verdict.APPROVED);
    board.faults().none();

    board.settle(Duration.ofHours(5));

    assertThat(board.mailed()).isEmpty();
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  @Test
  default void digestsThatComeTwiceShuffledAndOverCrashesAreOneForEachTime() {
    Storm storm = new Storm(new Random(4));
    BoardUnderTest board = BoardUnderTest.withMail(this, storm);
    board.board().chooseMail().on("mia", new Address("mia@example.org"), true);
    board.submit();
    for (int crash = 0; crash < 4; crash++) {
      board.settle(Duration.ofHours(2));
      board.crash();
    }
    storm.end();
    board.settle(Duration.ofMinutes(30));

    assertThat(board.mailed()).extracting(Mail::id).doesNotHaveDuplicates();
    assertThat(board.mailed()).hasSizeBetween(2, 3);
  }

  @Test
  default void processesThatAskForTheSameDigestMakeOneMail() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("mia", new Address("mia@example.org"), true);
    board.submit();
    board.settle();
    board.crash();

    board.settle(Duration.ofHours(1));

    assertThat(board.mailed()).hasSize(1);
  }

  @Test
  default void mailWhoseYesGotLostComesTwiceUnderOneNameAndNotAThirdTime() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().fail("after Mailer.send", 1);
    decide(board, board.submit(), Verdict.APPROVED);

    board.settle(Duration.ofHours(3));

    assertThat(board.mailed()).hasSize(2);
    assertThat(board.mailed()).extracting(Mail::messageId).containsOnly(messageId(board));
  }

  @Test
  default void nothingIsLostOrSentTwiceOverHoursWithoutAServer() {
    BoardUnderTest board = BoardUnderTest.withMail(this, new Storm(new Random(2)));
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    for (int i = 0; i < 5; i++) {
      decide(board, board.submit(), Verdict.APPROVED);
    }
    board.settle(Duration.ofHours(3));
    board.faults().none();

    board.settle(Duration.ofHours(4));
    board.engine().deadLetters().redriveAll();
    board.settle(Duration.ofHours(1));

    assertThat(board.mailed()).extracting(Mail::id).doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  default void whatWaitsForWhoLeavesIsNotSentHoweverOftenItComes() {
    for (Weather weather : List.of(Weather.CALM, new Storm(new Random(3)))) {
      BoardUnderTest board = BoardUnderTest.withMail(this, weather);
      board.board().chooseMail().on("ann", ANN, true);
      board.faults().plan("before Mailer.send"::equals);
      decide(board, board.submit(), Verdict.APPROVED);
      decide(board, board.submit(), Verdict.REJECTED);
      board.submit();
      board.settle();
      board.faults().none();

      board.board().removeAccount().remove("ann", true);
      board.settle(Duration.ofHours(9));

      assertThat(board.mailed()).isEmpty();
      assertThat(board.board().chooseMail().choice("ann")).isEmpty();
    }
  }

  @Test
  default void whatWasParkedForWhoLeftIsNotSentWhenRedriven() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle(Duration.ofHours(10));
    board.faults().none();
    assertThat(board.engine().deadLetters().list(10)).hasSize(1);

    board.board().removeAccount().remove("ann", false);
    board.engine().deadLetters().redriveAll();
    board.settle(Duration.ofHours(1));

    assertThat(board.mailed()).isEmpty();
    assertThat(board.engine().deadLetters().list(10)).isEmpty();
  }

  @Test
  default void whoComesBackAndAsksAgainHasMailOfWhatHappensThenAlone() {
    BoardUnderTest board = BoardUnderTest.withMail(this, Weather.CALM);
    board.board().chooseMail().on("ann", ANN, false);
    board.faults().plan("before Mailer.send"::equals);
    decide(board, board.submit(), Verdict.APPROVED);
    board.settle();
    board.faults().none();
    board.board().removeAccount().remove("ann", false);
    board.sleep(Duration.ofSeconds(1));

    board.board().chooseMail().on("ann", new Address("new@example.org"), false);
    decide(board, board.submit(), Verdict.REJECTED);
    board.settle(board.engine().ports().removals().onTheWay().plusMinutes(1));

    assertThat(board.mailed())
        .extracting(Mail::subject)
        .containsExactly("“Found: a grey cat” was rejected; its text is in your archive");
    assertThat(board.board().chooseMail().of("ann")).contains(new Address("new@example.org"));
  }

  private static String messageId(BoardUnderTest board) {
    return board.mailed().get(0).messageId();
  }

  private static String token(Mail mail) {
    return mail.unsubscribe().getPath().replaceFirst(".*/", "");
  }

  private static void decide(BoardUnderTest board, Post post, Verdict verdict) {
    board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, verdict, Optional.of("seen"), Decider.moderator("moe", "Moe"));
  }
}
