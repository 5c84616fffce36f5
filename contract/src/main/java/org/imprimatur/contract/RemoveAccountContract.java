package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Recipient;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.ExportBoard;
import org.junit.jupiter.api.Test;

/** What is left of a person who leaves. */
public interface RemoveAccountContract extends EngineContract {

  @Test
  default void nothingNamesWhoLeftAndTextsOfOthersStay() {
    BoardUnderTest board = boardOfAnn(this);
    Post bobs = submit(board, SamplePosts.BOB);
    board.board().chooseMail().on("ann", new Address("ann@example.org"), false);
    board.board().chooseMail().on("bob", new Address("bob@example.org"), false);

    board.board().removeAccount().remove("ann", false);
    board.settle();

    assertThat(board.feed()).isEmpty();
    assertThat(board.board().readPosts().own("ann", PageRequest.first(10)).items()).isEmpty();
    assertThat(board.board().archive().byAuthor("ann", PageRequest.first(10)).items()).isEmpty();
    assertThat(board.archived()).hasSize(3);
    assertThat(board.archived())
        .extracting(departed -> departed.post().author().name())
        .containsOnly("Somebody who left");
    List<AuditEntry> trail = Walk.all(board.board().audit()::all, 100);
    assertThat(trail).extracting(entry -> entry.actor().id()).doesNotContain("ann");
    assertThat(trail).extracting(AuditEntry::act).containsOnlyOnce(Act.ACCOUNT_REMOVED);
    assertThat(
            board.engine().ports().notices().of("ann", PageRequest.first(9), board.now()).items())
        .isEmpty();
    assertThat(board.board().chooseMail().of("ann")).isEmpty();
    assertThat(board.board().chooseMail().of("bob")).contains(new Address("bob@example.org"));
    assertThat(board.stored(bobs)).contains(bobs);
  }

  @Test
  default void publicPostsMayStayUnderNobodysName() {
    BoardUnderTest board = boardOfAnn(this);

    board.board().removeAccount().remove("ann", true);
    board.settle();

    assertThat(board.feed())
        .extracting(post -> post.author().name())
        .containsExactly("Somebody who left");
    assertThat(board.archived()).hasSize(2);
    board.settle(Duration.ofDays(31));
    assertThat(board.archived())
        .extracting(ArchivedPost::post)
        .extracting(post -> post.author().id())
        .doesNotContain("ann");
  }

  @Test
  default void leavingAgainChangesNothing() {
    BoardUnderTest board = boardOfAnn(this);
    board.board().removeAccount().remove("ann", false);
    board.settle();
    List<ArchivedPost> before = board.archived();

    board.board().removeAccount().remove("ann", false);
    board.settle();

    assertThat(board.archived()).isEqualTo(before);
  }

  @Test
  default void whatIsOnItsWayArrivesUnderNoName() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post rejected = submit(board, SamplePosts.ANN);
    submit(board, SamplePosts.ANN);
    decide(board, rejected, Verdict.REJECTED);

    board.board().removeAccount().remove("ann", true);
    board.settle(board.engine().ports().removals().onTheWay().plusMinutes(1));

    assertThat(board.archived()).hasSize(2);
    assertThat(everything(board)).doesNotContain("\"ann\"", "\"Ann\"");
    assertThat(board.engine().ports().removals().find("ann")).isEmpty();
  }

  @Test
  default void whatWasParkedArrivesUnderNoName() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    decide(board, submit(board, SamplePosts.ANN), Verdict.REJECTED);
    board.faults().plan("before AuditTrail.append"::equals);
    board.settle(Duration.ofMinutes(10));
    board.faults().none();
    assertThat(board.engine().deadLetters().list(10)).isNotEmpty();

    board.board().removeAccount().remove("ann", false);
    board.settle();
    board.engine().deadLetters().redriveAll();
    board.settle(board.engine().ports().removals().onTheWay().plusMinutes(1));

    assertThat(board.archived()).hasSize(1);
    assertThat(everything(board)).doesNotContain("\"ann\"", "\"Ann\"");
  }

  @Test
  default void moderatorWhoLeavesIsNamedInNoDecisionAndReaderInNoReport() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post published = submit(board, SamplePosts.ANN);
    decide(board, published, Verdict.APPROVED);
    decide(board, submit(board, SamplePosts.ANN), Verdict.REJECTED);
    board.board().reportPost().report(published.id(), "bob", "spam");
    board.settle();

    board.board().removeAccount().remove("mia", true);
    board.board().removeAccount().remove("bob", true);
    board.settle();

    assertThat(everything(board))
        .doesNotContain("\"mia\"", "\"Mia\"", "\"bob\"")
        .contains("\"ann\"", "spam", "seen");
    Post stands = board.stored(published).orElseThrow();
    assertThat(stands.author()).isEqualTo(SamplePosts.ANN);
    assertThat(stands.reports().reports()).hasSize(1);
  }

  @Test
  default void newTextOfAPostThatStaysIsDropped() {
    BoardUnderTest board = boardOfAnn(this);
    Post stands = board.newest();
    board
        .board()
        .editPost()
        .edit(stands.id(), "ann", 1, "Another", "Text", TraceParent.start(new Random(1)));

    board.board().removeAccount().remove("ann", true);
    board.settle();

    assertThat(board.newest().proposal()).isEmpty();
    assertThat(board.board().readPosts().waiting(PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  default void whoDidMuchIsTakenOutInSeveralPasses() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    for (int i = 0; i < 120; i++) {
      submit(board, SamplePosts.ANN);
    }
    board.settle();

    board.board().removeAccount().remove("ann", false);

    assertThat(board.board().removeAccount().underWay("ann")).isTrue();
    assertThat(board.board().readPosts().own("ann", PageRequest.first(10)).items()).isEmpty();
    board.settle();
    assertThat(board.board().removeAccount().underWay("ann")).isFalse();
    assertThat(board.archived()).hasSize(120);
    assertThat(everything(board)).doesNotContain("\"ann\"", "\"Ann\"");
  }

  @Test
  default void decisionAfterwardsBringsNothingBack() {
    for (boolean keepPublic : List.of(true, false)) {
      BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
      Post waited = submit(board, SamplePosts.ANN);
      board.settle();

      board.board().removeAccount().remove("ann", keepPublic);
      Posts.Decided before = decide(board, waited, Verdict.APPROVED);
      board.settle();
      Posts.Decided after = decide(board, waited, Verdict.APPROVED);
      board.settle(Duration.ofMinutes(20));

      assertThat(List.of(before, after)).doesNotHaveAnyElementsOfTypes(Posts.Decided.Applied.class);
      assertThat(board.feed()).isEmpty();
      assertThat(board.archived()).hasSize(1);
      assertThat(everything(board)).doesNotContain("\"ann\"", "\"Ann\"");
    }
  }

  @Test
  default void removalGoesOnAfterACrashAnywhere() {
    for (String point :
        List.of(
            "after Removals.begin",
            "before Removals.clear",
            "before Recipients.remove",
            "after Recipients.remove",
            "after Posts.update",
            "before Archive.pseudonymise",
            "after AuditTrail.pseudonymise",
            "before AuditTrail.append",
            "before Removals.replace")) {
      BoardUnderTest board = boardOfAnn(this);
      board.board().chooseMail().on("ann", new Address("ann@example.org"), true);
      board.faults().fail(point, 1);
      assertThatThrownBy(() -> board.board().removeAccount().remove("ann", false))
          .as(point)
          .isInstanceOf(InjectedFault.class);
      board.faults().none();

      board.crash();
      board.settle();

      assertThat(board.feed()).as(point).isEmpty();
      assertThat(everything(board)).as(point).doesNotContain("\"ann\"", "\"Ann\"");
      assertThat(board.board().chooseMail().choice("ann")).as(point).isEmpty();
      assertThat(board.engine().ports().recipients().moderators(9)).as(point).isEmpty();
      assertThat(Walk.all(board.board().audit()::all, 100))
          .as(point)
          .extracting(AuditEntry::act)
          .containsOnlyOnce(Act.ACCOUNT_REMOVED);
      assertThat(board.board().removeAccount().underWay("ann")).as(point).isFalse();
    }
  }

  @Test
  default void whoComesBackIsANewAuthor() {
    BoardUnderTest board = boardOfAnn(this);
    board.board().removeAccount().remove("ann", false);
    board.sleep(Duration.ofSeconds(1));

    Post again = submit(board, SamplePosts.ANN);
    decide(board, again, Verdict.APPROVED);
    board.settle(board.engine().ports().removals().onTheWay().plusMinutes(1));

    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(again.id());
    assertThat(board.feed()).extracting(PublicPost::author).containsExactly(SamplePosts.ANN);
    assertThat(
            board.engine().ports().notices().of("ann", PageRequest.first(9), board.now()).items())
        .isNotEmpty();
    assertThat(Walk.all(board.board().audit()::all, 100))
        .filteredOn(entry -> entry.actor().id().equals("ann"))
        .extracting(AuditEntry::postId)
        .containsOnly(Optional.of(again.id()));
  }

  @Test
  default void addressKeptWhileTheyLeftGoesToo() {
    BoardUnderTest board = boardOfAnn(this);
    Recipient asked =
        new Recipient(
            Recipient.idOf("ann"),
            new Address("ann@example.org"),
            "5".repeat(32),
            true,
            board.now());
    board.board().removeAccount().remove("ann", false);

    board.engine().ports().recipients().put(asked);
    board.settle(board.engine().ports().removals().onTheWay().plusMinutes(1));

    assertThat(board.engine().ports().recipients().find(asked.id())).isEmpty();
    assertThat(board.engine().ports().recipients().moderators(9)).isEmpty();
  }

  @Test
  default void theirSessionsEndEverywhereAndNobodyElses() {
    BoardUnderTest board = boardOfAnn(this);
    Sessions sessions = board.engine().sessions();
    SampleSessions samples = new SampleSessions(Clock.fixed(board.now(), ZoneOffset.UTC));
    sessions.add(samples.signedIn("a", SampleSessions.user("ann"), Optional.empty()));
    sessions.add(samples.signedIn("b", SampleSessions.user("ann"), Optional.of("sid-1")));
    sessions.add(samples.signedIn("c", SampleSessions.user("bob"), Optional.of("sid-2")));

    board.board().removeAccount().remove("ann", false);

    assertThat(sessions.ofUser("ann", board.now(), 9)).isEmpty();
    assertThat(sessions.ofUser("bob", board.now(), 9)).hasSize(1);
  }

  private static String everything(BoardUnderTest board) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(board.now(), ZoneOffset.UTC);
    try {
      new ExportBoard(board.engine().holdings(), "test", clock).to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static BoardUnderTest boardOfAnn(EngineContract engines) {
    BoardUnderTest board = BoardUnderTest.open(engines, ApprovalPolicy.manual());
    decide(board, submit(board, SamplePosts.ANN), Verdict.APPROVED);
    decide(board, submit(board, SamplePosts.ANN), Verdict.REJECTED);
    submit(board, SamplePosts.ANN);
    board.settle();
    return board;
  }

  private static Posts.Decided decide(BoardUnderTest board, Post post, Verdict verdict) {
    return board
        .board()
        .recordDecision()
        .byModerator(post.id(), 1, verdict, Optional.of("seen"), Decider.moderator("mia", "Mia"));
  }

  private static Post submit(BoardUnderTest board, Author author) {
    Submitted answer = board.submit(author, SamplePosts.plainText(), Optional.empty());
    return ((Submitted.Accepted) answer).post();
  }
}
