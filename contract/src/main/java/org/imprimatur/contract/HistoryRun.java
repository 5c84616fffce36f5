package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Submission;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Verdict;

/** One run of a {@link History} on a board, watched at every step. */
final class HistoryRun {
  private static final int TRIES = 1_000;
  private static final int[] MINUTES_OFF = {-60, -5, 0, 5, 60};

  private final Random random;
  private final Storm storm;
  private final boolean erratic;
  private final BoardUnderTest board;
  private final Map<String, PostId> ids = new HashMap<>();
  private final Set<PostId> approved = new HashSet<>();
  private final Map<PostId, Decision> decisions = new HashMap<>();
  private int answers;
  private Duration off = Duration.ZERO;
  private boolean outliving;

  private HistoryRun(EngineContract engines, long seed, boolean stormy, boolean erratic) {
    this.erratic = erratic;
    random = new Random(~seed);
    storm = new Storm(random);
    ApprovalPolicy policy = this::judge;
    board =
        BoardUnderTest.open(
            engines, Surroundings.seeded(seed), policy, stormy ? storm : Weather.CALM);
    if (stormy) {
      board.faults().plan(point -> storm.strikes(5));
    } else {
      storm.end();
    }
  }

  /** A run in which everything arrives once and in order. */
  static HistoryRun clean(EngineContract engines, long seed) {
    return new HistoryRun(engines, seed, false, false);
  }

  /** A run with duplicates, failures, delays and crashes. */
  static HistoryRun stormy(EngineContract engines, long seed) {
    return new HistoryRun(engines, seed, true, false);
  }

  /**
   * A run in which the clock jumps by five minutes and by an hour, back and forth, as where it is
   * set and as where each of many machines has one of its own.
   */
  static HistoryRun erratic(EngineContract engines, long seed) {
    return new HistoryRun(engines, seed, false, true);
  }

  /** Does all that the history says, and lets the board come to rest. */
  void play(History history) {
    int second = 0;
    for (Act act : history.acts()) {
      pass(Duration.ofSeconds(act.second() - second));
      second = act.second();
      insist(() -> perform(act));
      watch();
    }
    pass(Duration.ofSeconds(History.LENGTH - second));
    rest(Duration.ofMinutes(10));
  }

  /** Lets all posts expire, in the weather in which the history was played. */
  void outlive(boolean stormy) {
    if (stormy) {
      storm.begin();
    }
    outliving = true;
    board.sleep(Duration.ofDays(31));
    pass(Duration.ofSeconds(30));
    rest(Duration.ofMinutes(10));
  }

  /** Where every post is, with its text and with who decided what and why; no times. */
  Set<String> endings() {
    Set<String> endings = new TreeSet<>();
    Stream<Post> onBoard =
        Walk.all(page -> board.board().readPosts().own("ann", page), 100).stream();
    onBoard.map(post -> "board " + post.status() + " " + essence(post)).forEach(endings::add);
    for (ArchivedPost departed : board.archived()) {
      endings.add("archive " + departed.cause() + " " + essence(departed.post()));
    }
    return endings;
  }

  /** How many posts there were. */
  int posts() {
    return ids.size();
  }

  /** The posts in the archive. */
  List<ArchivedPost> archived() {
    return board.archived();
  }

  /** The posts that were announced at least once. */
  Set<PostId> announced() {
    Set<PostId> announced = new HashSet<>();
    board.announced().forEach(post -> announced.add(post.id()));
    return announced;
  }

  /** The posts that ever had a yes. */
  Set<PostId> published() {
    Set<PostId> published = new HashSet<>();
    decisions.forEach(
        (id, decision) -> {
          if (decision.verdict() == Verdict.APPROVED) {
            published.add(id);
          }
        });
    return published;
  }

  private static String essence(Post post) {
    Optional<Decision> decision = post.decision();
    return post.id()
        + " "
        + post.text()
        + " "
        + decision.map(d -> d.verdict() + " by " + d.decidedBy() + ": " + d.reason()).orElse("");
  }

  private void pass(Duration time) {
    long left = time.toMillis();
    while (left > 0) {
      long step = Math.min(left, 1_000L + random.nextInt(9_000));
      left -= step;
      board.sleep(Duration.ofMillis(step));
      setOff(erratic ? Duration.ofMinutes(MINUTES_OFF[random.nextInt(5)]) : Duration.ZERO);
      work();
    }
  }

  private void setOff(Duration next) {
    board.jump(next.minus(off));
    off = next;
  }

  private void work() {
    try {
      board.settle();
    } catch (InjectedFault e) {
      // Whoever calls the board's background work calls it again later.
    }
    watch();
    if (storm.strikes(10)) {
      board.crash();
    }
  }

  private void rest(Duration time) {
    storm.end();
    setOff(Duration.ZERO);
    board.engine().deadLetters().redriveAll();
    board.settle(erratic ? time.plusHours(2) : time);
    watch();
    assertThat(board.engine().deadLetters().list(1)).isEmpty();
  }

  private static void insist(Runnable act) {
    for (int i = 0; i < TRIES; i++) {
      try {
        act.run();
        return;
      } catch (InjectedFault e) {
        // A person tries again.
      }
    }
    throw new AssertionError("not done in " + TRIES + " tries");
  }

  private void perform(Act act) {
    switch (act.kind()) {
      case SUBMIT -> submit(act.post());
      case MODERATE_YES -> moderate(act.post(), Verdict.APPROVED);
      case MODERATE_NO -> moderate(act.post(), Verdict.REJECTED);
      case ANSWER_YES -> answer(act.post(), Verdict.APPROVED, 1);
      case ANSWER_NO -> answer(act.post(), Verdict.REJECTED, 1);
      case ANSWER_STALE -> answer(act.post(), Verdict.APPROVED, 2);
      case WITHDRAW -> board.board().withdrawPost().withdraw(id(act.post()), "ann");
    }
  }

  private void submit(String title) {
    Submission text = new Submission(title, "Body of " + title);
    IdempotencyKey key = new IdempotencyKey(title.replace(' ', '-'));
    Submitted answer = board.submit(text, Optional.of(key));
    ids.put(title, ((Submitted.Accepted) answer).post().id());
  }

  private void moderate(String post, Verdict verdict) {
    noteApproval(id(post), verdict);
    board
        .board()
        .recordDecision()
        .byModerator(id(post), 1, verdict, Optional.of("seen"), Decider.moderator("mia", "mia"));
  }

  private void answer(String post, Verdict verdict, int revision) {
    if (revision == 1) {
      noteApproval(id(post), verdict);
    }
    board.respond("answer-" + ++answers, id(post), verdict, revision);
  }

  private Optional<Judgement> judge(ApprovalRequest request) {
    String title = request.text().title();
    if (title.startsWith(Fate.AUTO_YES.name())) {
      approved.add(request.postId());
      return Optional.of(new Judgement.Decided(Verdict.APPROVED, Optional.empty(), "service"));
    }
    return title.startsWith(Fate.AUTO_NO.name())
        ? Optional.of(new Judgement.Decided(Verdict.REJECTED, Optional.of("no"), "service"))
        : Optional.empty();
  }

  private void noteApproval(PostId id, Verdict verdict) {
    if (verdict == Verdict.APPROVED) {
      approved.add(id);
    }
  }

  private PostId id(String post) {
    return Optional.ofNullable(ids.get(post)).orElseThrow();
  }

  private void watch() {
    List<PublicPost> shown =
        board.engine().ports().posts().published(PageRequest.first(100), board.now()).items();
    assertThat(shown).allMatch(post -> post.expires().isAfter(board.now()));
    assertThat(approved).containsAll(shown.stream().map(PublicPost::id).toList());
    assertThat(approved).containsAll(announced());
    ids.values().forEach(this::watch);
  }

  private void watch(PostId id) {
    Optional<Post> onBoard = board.engine().ports().posts().find(id, board.now());
    Optional<Post> departed = board.engine().ports().archive().find(id).map(ArchivedPost::post);
    if (!outliving) {
      assertThat(onBoard.or(() -> departed)).as("board or archive has %s", id).isPresent();
    }
    onBoard.or(() -> departed).flatMap(Post::decision).ifPresent(d -> watch(id, d));
  }

  private void watch(PostId id, Decision decision) {
    Decision first = decisions.computeIfAbsent(id, unseen -> decision);
    assertThat(decision).as("the first decision on %s", id).isEqualTo(first);
  }
}
