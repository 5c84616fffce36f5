package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Step;
import org.imprimatur.session.Session;
import org.junit.jupiter.api.Test;

/** Writers that race on real threads: exactly one wins, and the others learn what stands. */
public interface RacesContract extends EngineContract {
  /** How many times each race is run. */
  int ROUNDS = 100;

  @Test
  default void ofRacingApprovalRejectionAndWithdrawalExactlyOneWins() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = new ArrayList<>();
    engine.attach(heard::add, List.of());
    Posts posts = engine.ports().posts();
    for (Post post : here.samplePosts().addPending(posts, ROUNDS)) {
      List<Optional<Post>> answers =
          Race.run(
              List.of(
                  () -> approve(here, posts, post),
                  () -> reject(here, posts, post),
                  () -> withdraw(here, posts, post)));
      List<Post> winners = answers.stream().flatMap(Optional::stream).toList();
      assertThat(winners).hasSize(1);
      assertThat(posts.find(post.id(), here.clock().instant()))
          .isEqualTo(winners.stream().findAny());
    }
    Deliveries.all(engine);
    assertThat(heard).extracting(Change::id).hasSize(2 * ROUNDS).doesNotHaveDuplicates();
  }

  @Test
  default void anyTwoActsAtOnceEndAsOneAfterTheOther() {
    Surroundings here = Surroundings.quiet();
    here.clock().advance(Duration.ofHours(1)); // Whatever is swept is due by now.
    RuntimeUnderTest engine = open(here);
    Map<PostId, List<Change.Kind>> heard = new ConcurrentHashMap<>();
    engine.attach(
        change ->
            heard.computeIfAbsent(change.post().id(), id -> new ArrayList<>()).add(change.kind()),
        List.of());
    Posts posts = engine.ports().posts();
    Rivals.Sweeping sweeping = now -> engine.sweep(now, 2 * ROUNDS);
    for (Rivals rivals : Rivals.pairs(1, 2 * ROUNDS)) {
      posts.add(rivals.post());
      List<String> answers =
          Race.run(
              List.of(
                  () -> rivals.act(rivals.one(), posts, sweeping),
                  () -> rivals.act(rivals.other(), posts, sweeping)));
      Deliveries.all(engine);
      PostId id = rivals.post().id();
      Optional<Post> stands = posts.find(id, rivals.post().submittedAt());

      assertThat(rivals.endings())
          .as(rivals.toString())
          .contains(
              new Rivals.Ending(
                  answers.get(0), answers.get(1), stands, heard.getOrDefault(id, List.of())));
    }
  }

  @Test
  default void loserOfADecisionIsToldOfTheWinner() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Instant now = here.clock().instant();
    for (Post post : here.samplePosts().addPending(posts, ROUNDS)) {
      List<Posts.Decided> answers =
          Race.run(
              List.of(
                  () -> posts.decide(post.id(), here.samplePosts().approval(), now, post.expires()),
                  () ->
                      posts.decide(
                          post.id(), here.samplePosts().rejection(), now, post.expires())));

      Post stands = posts.find(post.id(), now).orElseThrow();
      assertThat(answers)
          .containsExactlyInAnyOrder(
              new Posts.Decided.Applied(stands), new Posts.Decided.AlreadyDecided(stands));
    }
  }

  @Test
  default void ofRacingPostsOfOneIdExactlyOneIsAdded() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    for (int round = 0; round < ROUNDS; round++) {
      Post first = here.samplePosts().pending();
      Post second =
          here.samplePosts().pending(first.id(), SamplePosts.BOB, SamplePosts.hostileText());

      List<Posts.Addition> answers =
          Race.run(List.of(() -> posts.add(first), () -> posts.add(second)));

      Post stands = posts.find(first.id(), here.clock().instant()).orElseThrow();
      assertThat(answers)
          .containsExactlyInAnyOrder(
              new Posts.Addition.Added(stands), new Posts.Addition.Exists(stands));
    }
  }

  @Test
  default void ofRacingSweepersEachExpiredPostHasOne() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = new ArrayList<>();
    engine.attach(heard::add, List.of());
    Post last = here.samplePosts().addPending(engine.ports().posts(), ROUNDS).get(0);
    Deliveries.all(engine);
    heard.clear();

    here.clock().advanceTo(last.expires());
    List<Integer> swept = Race.run(times(4, () -> engine.sweep(last.expires(), ROUNDS)));
    Deliveries.all(engine);

    assertThat(swept.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROUNDS);
    assertThat(heard).extracting(Change::id).hasSize(ROUNDS).doesNotHaveDuplicates();
  }

  @Test
  default void ofRacingAskersExactlyOneAsks() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    for (Post post : here.samplePosts().addPending(posts, ROUNDS / 4)) {
      List<Boolean> noted =
          Race.run(
              times(
                  4,
                  () ->
                      posts.noteAsked(
                          post.id(), 1, new Asking(2, Optional.empty()), here.clock().instant())));

      assertThat(noted).containsOnlyOnce(true);
    }
  }

  @Test
  default void racingWritersOfOnePostAllGetThroughEachOnWhatAnotherLeft() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Instant now = here.clock().instant();
    for (Post post : here.samplePosts().addPending(posts, ROUNDS / 20)) {
      List<Integer> left =
          Race.run(times(12, () -> posts.update(post.id(), now, RacesContract::askedAgain)))
              .stream()
              .flatMap(Optional::stream)
              .toList();

      assertThat(left).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
      assertThat(posts.find(post.id(), now).map(Post::version)).contains(13);
    }
  }

  private static Step<Integer> askedAgain(Post post) {
    Post next = post.asked(new Asking(post.version() + 1, Optional.empty()));
    return Step.quietly(next, next.version());
  }

  @Test
  default void ofRacingArchiversExactlyOneKeeps() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    for (int round = 0; round < ROUNDS / 4; round++) {
      ArchivedPost departed =
          new ArchivedPost(here.samplePosts().pending(), Cause.EXPIRED, here.clock().instant());

      assertThat(Race.run(times(3, () -> engine.ports().archive().put(departed))))
          .containsOnlyOnce(true);
    }
  }

  @Test
  default void ofRacingWritersOfASessionExactlyOneWins() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Session session = here.sampleSessions().signedIn("s");
    engine.sessions().add(session);
    for (int round = 0; round < ROUNDS; round++) {
      Session current = engine.sessions().find(session.key(), TestClock.START).orElseThrow();
      List<Session> won =
          Race.run(times(4, () -> engine.sessions().replace(current))).stream()
              .flatMap(Optional::stream)
              .toList();

      assertThat(won).containsExactly(current.nextVersion());
    }
  }

  @Test
  default void ofRacingUsersOfAOneTimeNameExactlyOneMay() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Instant now = here.clock().instant();
    for (int round = 0; round < ROUNDS / 4; round++) {
      String key = "once-" + round;

      assertThat(
              Race.run(
                  times(4, () -> engine.entries().putIfAbsent(key, "v", now.plusSeconds(60), now))))
          .containsOnlyOnce(true);
    }
  }

  @Test
  default void eventPublishedByRacingThreadsIsDeliveredOnce() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener listener = new Listener("one", "Greeting");
    engine.attach(change -> {}, List.of(listener.subscription()));
    for (int round = 0; round < ROUNDS / 4; round++) {
      String id = "event-" + round;
      Race.run(
          times(
              3,
              () -> {
                engine.ports().bus().publish(SampleEvents.greeting(here, id));
                return id;
              }));
    }
    Deliveries.all(engine);

    assertThat(listener.heard).extracting("id").hasSize(ROUNDS / 4).doesNotHaveDuplicates();
  }

  private static Optional<Post> approve(Surroundings here, Posts posts, Post post) {
    return applied(
        posts.decide(
            post.id(), here.samplePosts().approval(), here.clock().instant(), post.expires()));
  }

  private static Optional<Post> reject(Surroundings here, Posts posts, Post post) {
    return applied(
        posts.decide(
            post.id(), here.samplePosts().rejection(), here.clock().instant(), post.expires()));
  }

  private static Optional<Post> withdraw(Surroundings here, Posts posts, Post post) {
    Posts.Withdrawn answer = posts.withdraw(post.id(), post.author().id(), here.clock().instant());
    return answer == Posts.Withdrawn.DONE ? Optional.of(post.withdrawn()) : Optional.empty();
  }

  private static Optional<Post> applied(Posts.Decided decided) {
    return decided instanceof Posts.Decided.Applied a ? Optional.of(a.post()) : Optional.empty();
  }

  private static <T> List<Callable<T>> times(int count, Callable<T> racer) {
    return IntStream.range(0, count).mapToObj(i -> racer).toList();
  }
}
