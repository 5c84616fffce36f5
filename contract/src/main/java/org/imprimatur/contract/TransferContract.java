package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.Audit;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.event.Event;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.ImportBoard;
import org.imprimatur.transfer.Intake;
import org.junit.jupiter.api.Test;

/** What is promised of a board that moves from one store to another through a file. */
public interface TransferContract extends EngineContract {

  @Test
  default void everythingComesOutOfTheNewHomeByteForByteAsItWentIn() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    fill(here, old);
    Moving moving = new Moving(here.clock());
    List<String> file = moving.exported(old.engine().holdings());

    MemoryRuntime between = moving.memory(here);
    RuntimeUnderTest home = open(here);
    moving.imported(file, between.intake());
    moving.imported(moving.exported(between.holdings()), home.intake());

    assertThat(file).hasSize(2 + 18);
    assertThat(Moving.difference(file, moving.exported(between.holdings()))).isEmpty();
    assertThat(Moving.difference(file, moving.exported(home.holdings()))).isEmpty();
  }

  @Test
  default void postsOfAnyKindAndTextMove() {
    Surroundings here = Surroundings.quiet();
    List<Entry> entries = new RandomPosts(here).entries(120);
    Moving moving = new Moving(here.clock());
    RuntimeUnderTest home = open(here);

    ImportBoard.Report report = moving.entries(entries, home.intake());

    assertThat(report).isEqualTo(new ImportBoard.Report(120, 0, 0));
    assertThat(
            Moving.difference(moving.exported(entries::forEach), moving.exported(home.holdings())))
        .isEmpty();
  }

  @Test
  default void everyListIsTheSameInTheNewHome() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    fill(here, old);
    BoardUnderTest home = moved(here, old, ApprovalPolicy.manual());

    assertThat(home.feed()).isNotEmpty().isEqualTo(old.feed());
    Posts before = old.engine().ports().posts();
    Posts after = home.engine().ports().posts();
    Instant later = here.clock().instant().plus(Duration.ofHours(1));
    assertThat(Walk.all(page -> after.waiting(page, later), 3))
        .isNotEmpty()
        .isEqualTo(Walk.all(page -> before.waiting(page, later), 3));
    assertThat(after.due(later, 50)).isNotEmpty();
    assertThat(after.due(later, 50)).hasSameElementsAs(before.due(later, 50));
    old.settle();
    home.settle();
    assertThat(home.archived()).isNotEmpty().isEqualTo(old.archived());
    assertThat(Walk.all(page -> after.byAuthor("ann", page, later), 3))
        .isEqualTo(Walk.all(page -> before.byAuthor("ann", page, later), 3));
  }

  @Test
  default void trailAndNoticesMoveAndTheArrivalOfAPostAddsNothing() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    Post waiting = old.submit();
    Post sentBack = old.submit();
    old.settle();
    old.board().editPost().edit(waiting.id(), "ann", 1, "Newer", "text", waiting.trace());
    Decision again = here.samplePosts().decision(Verdict.CHANGES_REQUESTED, 1);
    old.engine().ports().posts().decide(sentBack.id(), again, old.now(), old.now());
    old.settle(Duration.ofHours(2));
    List<AuditEntry> trail = trail(old);
    List<Notice> notices = notices(old);
    assertThat(trail).extracting(AuditEntry::act).contains(Act.REVISED, Act.CHANGES_REQUESTED);
    assertThat(notices).isNotEmpty();

    BoardUnderTest home = moved(here, old, ApprovalPolicy.manual());
    home.settle();

    assertThat(trail(home)).isEqualTo(trail);
    assertThat(notices(home)).isEqualTo(notices);
  }

  private static List<AuditEntry> trail(BoardUnderTest board) {
    return Walk.all(board.engine().ports().trail()::all, 50);
  }

  private static List<Notice> notices(BoardUnderTest board) {
    return Walk.all(page -> board.engine().ports().notices().of("ann", page, board.now()), 50);
  }

  @Test
  default void pendingPostIsAskedAboutAndPublishedInItsNewHome() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    Post post = old.submit(SamplePosts.hostileText());
    old.settle(Duration.ofHours(1));
    BoardUnderTest home = moved(here, old, ApprovalPolicy.auto());

    home.settle(Duration.ofSeconds(9));
    assertThat(home.feed()).isEmpty();
    home.settle(Duration.ofSeconds(1));

    assertThat(home.feed()).extracting(PublicPost::id).containsExactly(post.id());
    assertThat(home.feed().get(0).text()).isEqualTo(post.text());
    assertThat(home.announced()).hasSize(1);
  }

  @Test
  default void publishedPostIsAnnouncedNoSecondTimeAndLeavesWhenItsTimeIsOver() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.auto());
    old.submit();
    old.settle(Duration.ofSeconds(10));
    Post published = old.newest();
    BoardUnderTest home = moved(here, old, ApprovalPolicy.auto());

    home.settle(Duration.ofDays(26));
    assertThat(home.feed()).containsExactly(PublicPost.of(published));
    home.sleep(Duration.ofDays(4));
    home.settle();

    assertThat(home.announced()).isEmpty();
    assertThat(home.feed()).isEmpty();
    assertThat(home.archived())
        .containsExactly(new ArchivedPost(published, Cause.EXPIRED, published.expires()));
  }

  @Test
  default void postThatHasExpiredIsArchivedAsOfItsExpiry() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    Post pending = old.submit();
    Post published = here.samplePosts().addPublished(old.engine().ports().posts());
    here.clock().advance(Duration.ofDays(40));
    BoardUnderTest home = moved(here, old, ApprovalPolicy.auto());

    home.settle(Duration.ofMinutes(1));

    assertThat(home.feed()).isEmpty();
    assertThat(home.announced()).isEmpty();
    assertThat(home.archived())
        .containsExactlyInAnyOrder(
            new ArchivedPost(pending, Cause.EXPIRED, pending.expires()),
            new ArchivedPost(published, Cause.EXPIRED, published.expires()));
  }

  @Test
  default void reportedPostThatHasExpiredIsTheSameInTheArchiveWhoeverReportedIt() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    Post post = here.samplePosts().addPublished(old.engine().ports().posts());
    old.board().reportPost().report(post.id(), "r1", "Not a cat");
    Moving moving = new Moving(here.clock());
    List<String> file = moving.exported(old.engine().holdings());
    BoardUnderTest home = moved(here, old, ApprovalPolicy.manual());
    here.clock().advance(Duration.ofDays(40));

    assertThat(moving.imported(file, home.engine().intake()).there()).isEqualTo(1);
    home.settle();
    assertThat(moving.imported(file, home.engine().intake()).there()).isEqualTo(1);
  }

  @Test
  default void postThatWasLeavingIsInTheArchiveWithTheTimeAtWhichItLeft() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    Posts posts = old.engine().ports().posts();
    Post rejected = here.samplePosts().addRejected(posts);
    Instant left = here.clock().instant();
    here.clock().advance(Duration.ofSeconds(3));
    Post taken = old.submit();
    posts.withdraw(taken.id(), "ann", here.clock().instant());
    Instant leftLater = here.clock().instant();
    here.clock().advance(Duration.ofHours(1));
    BoardUnderTest home = moved(here, old, ApprovalPolicy.auto());

    assertThat(home.archived())
        .containsExactly(
            new ArchivedPost(taken.withdrawn(), Cause.WITHDRAWN, leftLater),
            new ArchivedPost(rejected, Cause.REJECTED, left));
    home.settle(Duration.ofMinutes(1));
    assertThat(home.archived()).hasSize(2);
    assertThat(home.stored(rejected)).isEmpty();
  }

  @Test
  default void decisionOnItsWayIsRecordedInTheNewHome() {
    Surroundings here = Surroundings.quiet();
    Moving moving = new Moving(here.clock());
    BoardUnderTest home = board(here, ApprovalPolicy.manual());
    Post post = here.samplePosts().pending();
    Entry decision = new Entry.Decision(approval(here, post));
    List<Entry> entries = List.of(new Entry.OnBoard(post), decision);

    assertThat(moving.entries(entries, home.engine().intake()).imported()).isEqualTo(2);
    home.settle(Duration.ofMinutes(1));
    assertThat(home.feed()).extracting(PublicPost::id).containsExactly(post.id());

    moving.entries(List.of(decision), home.engine().intake());
    home.settle(Duration.ofMinutes(1));
    assertThat(home.announced()).hasSize(1);
  }

  @Test
  default void repeatedImportChangesNothing() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    fill(here, old);
    Moving moving = new Moving(here.clock());
    List<String> file = moving.exported(old.engine().holdings());
    BoardUnderTest home = moved(here, old, ApprovalPolicy.manual());
    List<String> once = moving.exported(home.engine().holdings());

    ImportBoard.Report report = moving.imported(file, home.engine().intake());

    assertThat(report).isEqualTo(new ImportBoard.Report(0, file.size() - 2, 0));
    assertThat(moving.exported(home.engine().holdings())).isEqualTo(once);
    home.settle(Duration.ofMinutes(1));
    assertThat(home.announced()).isEmpty();
  }

  @Test
  default void whatDiffersIsNamedAndStaysAsItIsHere() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.auto());
    Post waited = old.submit();
    Post unchanged = here.samplePosts().addPublished(old.engine().ports().posts());
    Moving moving = new Moving(here.clock());
    List<String> file = moving.exported(old.engine().holdings());
    BoardUnderTest home = moved(here, old, ApprovalPolicy.auto());
    home.settle(Duration.ofSeconds(10));
    List<PublicPost> feed = home.feed();

    List<String> differing = new ArrayList<>();
    ImportBoard.Report report = moving.imported(file, home.engine().intake(), differing);

    assertThat(report).isEqualTo(new ImportBoard.Report(0, 1, 1));
    assertThat(differing)
        .singleElement()
        .asString()
        .matches("line [23]: post " + waited.id() + " differs from what is here");
    assertThat(home.feed()).isEqualTo(feed).extracting(PublicPost::id).contains(unchanged.id());
  }

  @Test
  default void archivedPostPutsNoPostOffTheBoard() {
    Surroundings here = Surroundings.quiet();
    Moving moving = new Moving(here.clock());
    RuntimeUnderTest home = open(here);
    Post post = here.samplePosts().pending();
    ArchivedPost gone = new ArchivedPost(post.withdrawn(), Cause.WITHDRAWN, post.submittedAt());
    moving.entries(List.of(new Entry.OnBoard(post)), home.intake());

    assertThat(moving.entries(List.of(new Entry.Archived(gone)), home.intake()))
        .isEqualTo(new ImportBoard.Report(0, 0, 1));
    assertThat(home.ports().posts().find(post.id(), here.clock().instant())).contains(post);
    assertThat(home.ports().archive().find(post.id())).isEmpty();
  }

  @Test
  default void postInTheArchiveIsNotBroughtBack() {
    Surroundings here = Surroundings.quiet();
    Moving moving = new Moving(here.clock());
    RuntimeUnderTest home = open(here);
    Post post = here.samplePosts().pending();
    ArchivedPost gone = new ArchivedPost(post.withdrawn(), Cause.WITHDRAWN, post.submittedAt());
    home.ports().archive().put(gone);

    assertThat(moving.entries(List.of(new Entry.OnBoard(post)), home.intake()))
        .isEqualTo(new ImportBoard.Report(0, 0, 1));
    assertThat(home.ports().posts().find(post.id(), here.clock().instant())).isEmpty();
  }

  @Test
  default void importThatFailsAtAnyLineIsMadeWholeByTheNext() {
    Surroundings here = Surroundings.quiet();
    BoardUnderTest old = board(here, ApprovalPolicy.manual());
    fill(here, old);
    Moving moving = new Moving(here.clock());
    List<String> file = moving.exported(old.engine().holdings());

    for (int whole = 0; whole < file.size() - 2; whole++) {
      RuntimeUnderTest home = open(here);
      Intake failing = failingAfter(whole, home.intake());
      assertThatThrownBy(() -> moving.imported(file, failing)).isInstanceOf(InjectedFault.class);

      ImportBoard.Report report = moving.imported(file, home.intake());

      assertThat(report).isEqualTo(new ImportBoard.Report(file.size() - 2 - whole, whole, 0));
      assertThat(Moving.difference(file, moving.exported(home.holdings()))).isEmpty();
    }
  }

  /** Fifteen posts in all places and states, two acts, a notice. */
  private static void fill(Surroundings here, BoardUnderTest board) {
    SamplePosts samples = here.samplePosts();
    Posts posts = board.engine().ports().posts();
    Instant now = here.clock().instant();
    posts.add(samples.pendingBy(SamplePosts.BOB));
    posts.add(samples.pendingWith(SamplePosts.hostileText()));
    posts.add(samples.pendingOfRevision(3));
    String cat = "\ud83d\udc08";
    posts.add(samples.pendingWith(new Submission(cat.repeat(150), cat.repeat(5_000))));
    Post asked = board.submit();
    posts.noteAsked(asked.id(), 1, new Asking(2, Optional.of(now.plusSeconds(120))), now);
    Post askedOut = board.submit();
    posts.noteAsked(askedOut.id(), 1, new Asking(2, Optional.empty()), now);
    samples.addPublished(posts);
    here.clock().advance(Duration.ofMillis(1_501));
    samples.addPublished(posts, here.clock().instant().plusSeconds(90));
    samples.addRejected(posts);
    posts.withdraw(board.submit().id(), "ann", here.clock().instant());
    Post gone = samples.pendingBy(SamplePosts.BOB);
    board.engine().ports().archive().put(new ArchivedPost(gone, Cause.EXPIRED, gone.expires()));
    Post refused = samples.pending().decided(samples.rejection(), now, now);
    board.engine().ports().archive().put(new ArchivedPost(refused, Cause.REJECTED, now));
    fillWithModerated(here, board, now);
  }

  /** Three posts that people have had their say about, two acts and a notice. */
  private static void fillWithModerated(Surroundings here, BoardUnderTest board, Instant now) {
    SamplePosts samples = here.samplePosts();
    Posts posts = board.engine().ports().posts();
    Post changed = samples.addPublished(posts);
    board.board().editPost().edit(changed.id(), "ann", 1, "Newer", "text", changed.trace());
    posts.noteHeld(changed.id(), 2, List.of(new HoldReason("new-author", "“Ann”")), now);
    Post reported = samples.addPublished(posts);
    for (String reader : List.of("r1", "r2", "r3")) {
      board.board().reportPost().report(reported.id(), reader, "Not a <cat>");
    }
    Post sentBack = board.submit();
    posts.decide(sentBack.id(), samples.decision(Verdict.CHANGES_REQUESTED, 1), now, now);
    fillWithNotes(here, board, reported, now);
  }

  private static void fillWithNotes(
      Surroundings here, BoardUnderTest board, Post reported, Instant now) {
    AuditTrail trail = board.engine().ports().trail();
    new Audit(trail, here.clock()).changed(new Change(Change.Kind.RENEWED, reported, now));
    trail.append(
        new AuditEntry(
            "a".repeat(32),
            now,
            Act.REDRIVEN,
            Actor.OPERATOR,
            Optional.empty(),
            0,
            Optional.of("x")));
    board
        .engine()
        .ports()
        .notices()
        .put(
            new Notice(
                "b".repeat(32),
                "ann",
                Notice.Kind.KEPT,
                reported.id(),
                "A “title”",
                Optional.empty(),
                now,
                reported.expires(),
                reported.expires().plusSeconds(9)));
  }

  private BoardUnderTest board(Surroundings here, ApprovalPolicy policy) {
    return BoardUnderTest.open(this, here, policy, Weather.CALM);
  }

  private BoardUnderTest moved(Surroundings here, BoardUnderTest old, ApprovalPolicy policy) {
    Moving moving = new Moving(here.clock());
    BoardUnderTest home = board(here, policy);
    moving.imported(moving.exported(old.engine().holdings()), home.engine().intake());
    return home;
  }

  private static Event approval(Surroundings here, Post post) {
    return ApprovalEvents.write(
        new ApprovalResponse(
            post.id(), here.samplePosts().decision(Verdict.APPROVED, 1), post.trace()),
        "response-1");
  }

  private static Intake failingAfter(int whole, Intake intake) {
    AtomicInteger left = new AtomicInteger(whole);
    return entries -> {
      intake.keep(entries.subList(0, Math.min(left.get(), entries.size())));
      if (left.addAndGet(-entries.size()) < 0) {
        throw new InjectedFault("Intake.keep");
      }
      return List.of();
    };
  }
}
