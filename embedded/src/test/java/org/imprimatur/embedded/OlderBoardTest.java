package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.contract.Walk;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.Event;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Search;
import org.imprimatur.post.SearchTerms;
import org.imprimatur.post.Status;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A board of version 1 stands as it stood once this version has opened it, and goes on from there.
 */
class OlderBoardTest {
  private static final Decider SERVICE = Decider.service("auto");
  private static final Decider MODERATOR = Decider.moderator("mia", "mia");

  private final TestClock clock = new TestClock();
  private final Instant now = clock.instant();
  private final Random random = new Random(1);
  private final SamplePosts samples = new SamplePosts(clock, random);
  private final List<EmbeddedRuntime> opened = new ArrayList<>();
  private final List<Post> announced = new ArrayList<>();
  @TempDir private Path data;

  @AfterEach
  void close() {
    opened.forEach(EmbeddedRuntime::close);
  }

  @Test
  void postsOfEveryStatusStandAsTheyStood() throws SQLException {
    List<Post> before =
        List.of(
            samples.pending(),
            samples.pendingWith(SamplePosts.hostileText()),
            samples.pendingBy(SamplePosts.BOB),
            samples.pendingOfRevision(3),
            asked(3, Optional.of(now.minusMillis(1))),
            asked(8, Optional.empty()),
            decided(SERVICE, Verdict.APPROVED, days(30)),
            decided(MODERATOR, Verdict.APPROVED, days(30)),
            decided(MODERATOR, Verdict.REJECTED, days(30)),
            samples.pending().withdrawn());
    try (FirstForm form = new FirstForm(data)) {
      for (Post post : before) {
        form.onBoard(post);
      }
    }

    Posts posts = open().ports().posts();

    for (Post post : before) {
      assertThat(posts.find(post.id(), now)).as(post.toString()).contains(post);
    }
  }

  @Test
  void publishedPostsRemindAsIfPublishedByThisVersion() throws SQLException {
    Post days30 = decided(SERVICE, Verdict.APPROVED, days(30));
    Post days4 = decided(SERVICE, Verdict.APPROVED, days(4));
    Post days3 = decided(SERVICE, Verdict.APPROVED, days(3));
    Post days2 = decided(SERVICE, Verdict.APPROVED, days(2));
    try (FirstForm form = new FirstForm(data)) {
      for (Post post : List.of(days30, days4, days3, days2)) {
        form.onBoard(post);
      }
    }
    assertThat(days3.remindAt()).isEmpty();

    Posts posts = open().ports().posts();

    assertThat(posts.due(days(1), 10)).containsExactly(days4);
    assertThat(posts.due(days(28), 10)).containsExactly(days30);
    assertThat(posts.find(days3.id(), now)).contains(days3);
    assertThat(posts.find(days2.id(), now)).contains(days2);
  }

  @Test
  void listsAreWhatTheyWere() throws SQLException {
    List<Post> waiting = new ArrayList<>();
    List<Post> published = new ArrayList<>();
    Post overdue = asked(3, Optional.of(now));
    try (FirstForm form = new FirstForm(data)) {
      form.onBoard(overdue);
      waiting.add(overdue);
      form.onBoard(decided(SERVICE, Verdict.REJECTED, days(1)));
      form.onBoard(expired());
      for (int i = 0; i < 5; i++) {
        clock.advance(Duration.ofSeconds(1));
        waiting.add(samples.pending());
        form.onBoard(waiting.get(i + 1));
        published.add(0, decided(SERVICE, Verdict.APPROVED, days(30)));
        form.onBoard(published.get(0));
      }
    }

    Posts posts = open().ports().posts();

    Instant later = clock.instant();
    assertThat(Walk.all(page -> posts.waiting(page, later), 2)).isEqualTo(waiting);
    assertThat(Walk.all(page -> posts.published(page, later), 2))
        .isEqualTo(published.stream().map(PublicPost::of).toList());
    assertThat(Walk.all(page -> posts.byAuthor("ann", page, later), 2)).hasSize(12);
    assertThat(posts.due(now, 10)).containsExactly(overdue);
  }

  @Test
  void publishedPostsOfEachOlderFormAreFoundByTheirWords() throws SQLException {
    List<PostId> published = new ArrayList<>();
    try (FirstForm form = new FirstForm(data)) {
      form.onBoard(samples.pending());
      form.onBoard(decided(SERVICE, Verdict.REJECTED, days(1)));
      for (int i = 0; i < 5; i++) {
        Post post = decided(SERVICE, Verdict.APPROVED, days(30));
        published.add(0, post.id());
        form.onBoard(post);
        clock.advance(Duration.ofMillis(i % 2));
      }
    }
    try (Sql sql = new Database(data.resolve("imprimatur.db")).openToWrite()) {
      new Migrations().to(sql, 2);
    }

    Search search = open().ports().search().orElseThrow();

    SearchTerms words = SearchTerms.parse("MINKA grey").orElseThrow();
    assertThat(Walk.all(page -> search.published(words, page, now), 2))
        .extracting(PublicPost::id)
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void archiveKeepsWhatItHas() throws SQLException {
    Post public30 = decided(SERVICE, Verdict.APPROVED, days(30));
    List<ArchivedPost> before =
        List.of(
            new ArchivedPost(withoutReminder(public30), Cause.EXPIRED, days(30)),
            new ArchivedPost(samples.pending(), Cause.EXPIRED, days(20)),
            new ArchivedPost(
                decided(MODERATOR, Verdict.REJECTED, days(30)), Cause.REJECTED, days(10)),
            new ArchivedPost(samples.pending().withdrawn(), Cause.WITHDRAWN, days(5)));
    try (FirstForm form = new FirstForm(data)) {
      for (ArchivedPost departed : before) {
        form.archived(departed);
      }
    }

    EmbeddedRuntime runtime = open();

    assertThat(Walk.all(runtime.ports().archive()::all, 3)).isEqualTo(before);
    assertThat(Walk.all(page -> runtime.ports().archive().byAuthor("ann", page), 3))
        .isEqualTo(before);
  }

  @Test
  void changesOnTheirWayArriveOnce() throws SQLException {
    Post published = decided(MODERATOR, Verdict.APPROVED, days(30));
    List<Change> before =
        List.of(
            new Change(Change.Kind.INSERTED, samples.pending(), now),
            new Change(Change.Kind.PUBLISHED, withoutReminder(published), now),
            new Change(Change.Kind.REJECTED, decided(SERVICE, Verdict.REJECTED, days(30)), now),
            new Change(Change.Kind.WITHDRAWN, samples.pending().withdrawn(), now),
            new Change(Change.Kind.EXPIRED, withoutReminder(expired()), now));
    try (FirstForm form = new FirstForm(data)) {
      for (Change change : before) {
        form.left(change);
      }
    }
    EmbeddedRuntime runtime = open();
    List<Change> arrived = new ArrayList<>();
    runtime.attach(arrived::add, List.of());

    while (runtime.deliverDue() > 0) {
      assertThat(arrived).hasSizeLessThanOrEqualTo(before.size());
    }

    assertThat(arrived).containsExactlyInAnyOrderElementsOf(before);
    assertThat(count(runtime, "changes")).isZero();
    assertThat(count(runtime, "deliveries")).isZero();
  }

  @Test
  void boardGoesOnWhereItStopped() throws SQLException {
    Map<String, Post> posts = new HashMap<>();
    try (FirstForm form = new FirstForm(data)) {
      interrupted(form, posts);
    }
    EmbeddedRuntime runtime = open();
    Board board = board(runtime);

    settle(runtime, board);

    assertThat(status(runtime, posts.get("came in"))).contains(Status.PUBLISHED);
    assertThat(status(runtime, posts.get("was asked about"))).contains(Status.PUBLISHED);
    assertThat(status(runtime, posts.get("was answered"))).contains(Status.PUBLISHED);
    assertThat(status(runtime, posts.get("was not answered"))).contains(Status.PUBLISHED);
    assertThat(announced)
        .extracting(Post::id)
        .containsExactlyInAnyOrderElementsOf(
            ids(
                posts,
                "came in",
                "was asked about",
                "was answered",
                "was not answered",
                "was published"));
    assertThat(cause(board, posts.get("was rejected"))).contains(Cause.REJECTED);
    assertThat(cause(board, posts.get("was withdrawn"))).contains(Cause.WITHDRAWN);
    assertThat(cause(board, posts.get("expired unswept"))).contains(Cause.EXPIRED);
    assertThat(cause(board, posts.get("was swept"))).contains(Cause.EXPIRED);
    assertThat(count(runtime, "posts")).isEqualTo(5);
    assertThat(count(runtime, "archive")).isEqualTo(4);
    assertThat(runtime.deadLetters().list(10)).isEmpty();
  }

  @Test
  void deadLettersStandAndCanBeRedriven() throws SQLException {
    Change given = new Change(Change.Kind.INSERTED, samples.pending(), now);
    try (FirstForm form = new FirstForm(data)) {
      form.onBoard(given.post());
      form.parked(given, "IllegalStateException: no luck");
    }
    EmbeddedRuntime runtime = open();
    Board board = board(runtime);
    settle(runtime, board);

    assertThat(runtime.deadLetters().list(10))
        .containsExactly(
            new DeadLetter(
                "1", "changes", FirstForm.id(given), "IllegalStateException: no luck", 5, now));
    assertThat(runtime.deadLetters().redriveAll()).isEqualTo(1);
    settle(runtime, board);

    assertThat(status(runtime, given.post())).contains(Status.PUBLISHED);
    assertThat(runtime.deadLetters().list(10)).isEmpty();
  }

  @Test
  void migratedFileIsSound() throws SQLException {
    try (FirstForm form = new FirstForm(data)) {
      interrupted(form, new HashMap<>());
    }

    EmbeddedRuntime runtime = open();

    assertThat(number(runtime, "PRAGMA user_version")).isEqualTo(5);
    assertThat(number(runtime, "SELECT count(*) FROM pragma_integrity_check")).isEqualTo(1);
    assertThat(number(runtime, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"))
        .isEqualTo(1);
    String left = "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%\\_2' ESCAPE '\\'";
    assertThat(number(runtime, left)).isZero();
  }

  /** Stopped by force, with every step of the flow under way. */
  private void interrupted(FirstForm form, Map<String, Post> posts) throws SQLException {
    Post cameIn = stand(form, posts, "came in", samples.pending());
    form.left(new Change(Change.Kind.INSERTED, cameIn, now));
    Post askedAbout = stand(form, posts, "was asked about", samples.pending());
    form.sent(request(askedAbout), "approval-service", now.plusSeconds(10));
    Post answered = stand(form, posts, "was answered", samples.pending());
    form.sent(response(answered), "record-decision", now);
    stand(form, posts, "was not answered", asked(3, Optional.of(now)));
    Post published = decided(SERVICE, Verdict.APPROVED, days(30));
    stand(form, posts, "was published", published);
    form.left(new Change(Change.Kind.PUBLISHED, published, now));
    Post rejected = decided(MODERATOR, Verdict.REJECTED, days(30));
    stand(form, posts, "was rejected", rejected);
    form.left(new Change(Change.Kind.REJECTED, rejected, now));
    Post withdrawn = stand(form, posts, "was withdrawn", samples.pending().withdrawn());
    form.left(new Change(Change.Kind.WITHDRAWN, withdrawn, now));
    stand(form, posts, "expired unswept", expired());
    posts.put("was swept", expired());
    form.left(new Change(Change.Kind.EXPIRED, posts.get("was swept"), now));
  }

  private static Post stand(FirstForm form, Map<String, Post> posts, String name, Post post)
      throws SQLException {
    form.onBoard(post);
    posts.put(name, post);
    return post;
  }

  private EmbeddedRuntime open() {
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {});
    opened.add(runtime);
    return runtime;
  }

  private Board board(EmbeddedRuntime runtime) {
    Board board =
        new Board(
            runtime.ports(),
            BoardSettings.reference(),
            clock,
            random,
            announced::add,
            occurrence -> {});
    runtime.attach(board.changes(), board.subscriptions());
    return board;
  }

  private void settle(EmbeddedRuntime runtime, Board board) {
    for (int i = 0; i < 3; i++) {
      runtime.sweep(Integer.MAX_VALUE);
      board.duePosts().attend(100);
      while (runtime.deliverDue() > 0) {
        runtime.sweep(Integer.MAX_VALUE);
      }
      clock.advance(Duration.ofSeconds(10));
    }
  }

  private Optional<Status> status(EmbeddedRuntime runtime, Post post) {
    return runtime.ports().posts().find(post.id(), clock.instant()).map(Post::status);
  }

  private static Optional<Cause> cause(Board board, Post post) {
    return board.archive().find(post.id()).map(ArchivedPost::cause);
  }

  private static List<PostId> ids(Map<String, Post> posts, String... names) {
    return List.of(names).stream().map(name -> posts.get(name).id()).toList();
  }

  private static long count(EmbeddedRuntime runtime, String table) {
    return number(runtime, "SELECT count(*) FROM " + table);
  }

  private static long number(EmbeddedRuntime runtime, String query) {
    return runtime.store().readers().read(sql -> sql.number(query)).orElseThrow();
  }

  private Instant days(int days) {
    return now.plus(Duration.ofDays(days));
  }

  private Post asked(int times, Optional<Instant> next) {
    Post post = samples.pending();
    Revision r = post.current();
    Asking asking = new Asking(times, next);
    Revision asked = Revision.waiting(1, r.text(), r.submittedAt(), r.trace(), asking);
    return Post.pending(post.id(), post.author(), asked, post.expires());
  }

  private Post decided(Decider decider, Verdict verdict, Instant until) {
    Optional<String> reason =
        verdict == Verdict.REJECTED ? Optional.of("“No”, ’sorry’\n\uD83D\uDE42") : Optional.empty();
    Instant at = clock.instant();
    Decision decision = new Decision(verdict, reason, decider, at.minusMillis(7), 1);
    return samples.pending().decided(decision, at, until);
  }

  /** Published ten days ago for as long as that. */
  private Post expired() {
    Instant then = now.minus(Duration.ofDays(10));
    Revision waiting =
        Revision.waiting(
            1,
            SamplePosts.plainText(),
            then,
            TraceParent.start(random),
            new Asking(1, Optional.of(then.plus(SamplePosts.PATIENCE))));
    Decision yes = new Decision(Verdict.APPROVED, Optional.empty(), SERVICE, then, 1);
    return Post.pending(samples.pending().id(), SamplePosts.ANN, waiting, now)
        .decided(yes, then, now);
  }

  /** Nobody is reminded of a post that has left, and a change reminds nobody. */
  private static Post withoutReminder(Post post) {
    return new Post(
        post.id(),
        post.author(),
        post.status(),
        post.current(),
        post.proposal(),
        post.earlier(),
        post.submittedAt(),
        post.publishedAt(),
        post.expires(),
        Optional.empty(),
        post.reports(),
        post.version());
  }

  private Event request(Post post) {
    String detail =
        """
        {"post":{"id":"%1$s","revision":1,"title":"Found","body":"A grey cat",\
        "author":{"id":"ann","name":"Ann"},"submittedAt":"%2$s","expires":"%3$s"},\
        "requestId":"%1$s-1","traceparent":"%4$s"}"""
            .formatted(post.id(), post.submittedAt(), post.expires(), post.trace().value());
    return new Event("request-" + post.id() + "-1-1", Event.SOURCE, "ApprovalRequest", now, detail);
  }

  private Event response(Post post) {
    String detail =
        """
        {"postId":"%1$s","revision":1,"approved":true,"decidedBy":"auto","decidedAt":"%2$s",\
        "requestId":"%1$s-1","traceparent":"%3$s"}"""
            .formatted(post.id(), now, post.trace().value());
    return new Event(
        "response-to-request-" + post.id() + "-1-1", Event.SOURCE, "ApprovalResponse", now, detail);
  }
}
