package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Submission;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.Verdict;

/**
 * Some posts of one board that are withdrawn, rejected, and left to expire, decided or not, side by
 * side, while ports fail, deliveries come late, several times and again, and the engine crashes.
 */
final class Departures {
  private static final int POSTS = 50;
  private static final int MOST_TRIES = 1_000;
  private static final Duration LATE = Duration.ofHours(23);

  private final Random random;
  private final Storm storm;
  private final BoardUnderTest board;
  private final Map<PostId, Submission> texts = new HashMap<>();
  private final Map<PostId, Cause> leaving = new HashMap<>();
  private boolean over;

  private Departures(EngineContract engines, long seed) {
    random = new Random(~seed);
    storm = new Storm(random);
    board = BoardUnderTest.open(engines, Surroundings.seeded(seed), ApprovalPolicy.manual(), storm);
    board.faults().plan(point -> storm.strikes(5));
  }

  /** Has posts leave and watches them; how many. */
  static int watched(EngineContract engines, long seed) {
    Departures departures = new Departures(engines, seed);
    departures.submit();
    departures.leaveAtOnce();
    departures.expire();
    departures.rest();
    return departures.texts.size();
  }

  private void submit() {
    for (int i = 0; i < POSTS; i++) {
      Submission text = new Submission("Post " + i, SamplePosts.hostileText().body() + i);
      Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("post-" + i));
      insist(() -> texts.put(((Submitted.Accepted) board.submit(text, key)).post().id(), text));
    }
    work();
  }

  /** A third is rejected, a third withdrawn; of the rest some are published. */
  private void leaveAtOnce() {
    List<PostId> ids = new ArrayList<>(texts.keySet());
    Collections.sort(ids, (one, other) -> one.value().compareTo(other.value()));
    Collections.shuffle(ids, random);
    for (int i = 0; i < ids.size(); i++) {
      PostId id = ids.get(i);
      switch (i % 6) {
        case 0, 1 -> leave(id, Cause.REJECTED, () -> decide(id, Verdict.REJECTED));
        case 2, 3 ->
            leave(
                id,
                Cause.WITHDRAWN,
                () -> board.board().withdrawPost().withdraw(id, SamplePosts.ANN.id()));
        case 4 -> leave(id, Cause.EXPIRED, () -> decide(id, Verdict.APPROVED));
        default -> leaving.put(id, Cause.EXPIRED);
      }
      if (random.nextInt(5) == 0) {
        work();
      }
    }
  }

  private void leave(PostId id, Cause cause, Runnable act) {
    leaving.put(id, cause);
    insist(act);
    watch();
  }

  private void decide(PostId id, Verdict verdict) {
    board
        .board()
        .recordDecision()
        .byModerator(id, 1, verdict, Optional.of("seen"), Decider.moderator("mia", "mia"));
  }

  /** What the sweeper takes is delivered almost a day later. */
  private void expire() {
    over = true;
    board.sleep(Duration.ofDays(31));
    while (board.engine().sweep(board.now(), 1 + random.nextInt(POSTS)) > 0) {
      if (random.nextInt(3) == 0) {
        board.crash();
      }
    }
    board.sleep(LATE);
    for (int i = 0; i < 10; i++) {
      work();
      board.sleep(Duration.ofSeconds(30));
    }
  }

  private void work() {
    try {
      board.settle();
    } catch (InjectedFault e) {
      // Whoever calls the board's background work calls it again later.
    }
    if (storm.strikes(30)) {
      board.crash();
    }
    watch();
  }

  private void insist(Runnable act) {
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        act.run();
        return;
      } catch (InjectedFault e) {
        // A person tries again.
      }
    }
    throw new AssertionError("not done in " + MOST_TRIES + " tries");
  }

  /** Until its time is over, a post is on the board or in the archive at any moment. */
  private void watch() {
    for (PostId id : texts.keySet()) {
      Optional<Post> stored = board.engine().ports().posts().find(id, board.now());
      Optional<ArchivedPost> departed = board.engine().ports().archive().find(id);
      if (!over) {
        assertThat(stored.isPresent() || departed.isPresent()).as(id.value()).isTrue();
      }
      departed.ifPresent(this::compare);
    }
  }

  private void compare(ArchivedPost departed) {
    assertThat(departed.cause()).isEqualTo(leaving.get(departed.post().id()));
    assertThat(departed.post().text()).isEqualTo(texts.get(departed.post().id()));
    assertThat(departed.post().author()).isEqualTo(SamplePosts.ANN);
  }

  private void rest() {
    storm.end();
    board.engine().deadLetters().redriveAll();
    board.settle(Duration.ofMinutes(10));
    List<ArchivedPost> archived = board.archived();
    archived.forEach(this::compare);
    assertThat(archived)
        .extracting(departed -> departed.post().id())
        .containsExactlyInAnyOrderElementsOf(texts.keySet());
    assertThat(board.feed()).isEmpty();
    assertThat(board.engine().deadLetters().list(1)).isEmpty();
  }
}
