package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;

/** What the change stream promises: each write that succeeds leaves what it says, once. */
public interface ChangesContract extends EngineContract {

  @Test
  default void additionLeavesInserted() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Post post = here.samplePosts().pendingWith(SamplePosts.hostileText());

    engine.ports().posts().add(post);
    engine.ports().posts().add(post);
    deliverAll(engine);

    assertThat(heard).containsExactly(new Change(Change.Kind.INSERTED, post, post.submittedAt()));
  }

  @Test
  default void approvalLeavesPublishedWithThePostAfterIt() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Post published = here.samplePosts().addPublished(engine.ports().posts());
    deliverAll(engine);

    Instant now = here.clock().instant();
    assertThat(heard).hasSize(2).contains(new Change(Change.Kind.PUBLISHED, published, now));
  }

  @Test
  default void rejectionAndWithdrawalLeaveThePostAfterThem() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Posts posts = engine.ports().posts();
    Post rejected = here.samplePosts().addRejected(posts);
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    here.clock().advance(Duration.ofSeconds(1));
    Instant now = here.clock().instant();
    posts.withdraw(post.id(), "ann", now);
    deliverAll(engine);

    assertThat(heard)
        .hasSize(4)
        .contains(new Change(Change.Kind.REJECTED, rejected, now.minusSeconds(1)))
        .contains(new Change(Change.Kind.WITHDRAWN, post.withdrawn(), now));
  }

  @Test
  default void sweepLeavesExpiredWithThePostBeforeIt() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Post post = here.samplePosts().addPending(engine.ports().posts(), 1).get(0);
    deliverAll(engine);
    heard.clear();
    here.clock().advanceTo(post.expires());

    assertThat(engine.sweep(post.expires().minusMillis(1), 10)).isZero();
    assertThat(engine.sweep(post.expires(), 10)).isEqualTo(1);
    assertThat(engine.sweep(post.expires(), 10)).isZero();
    deliverAll(engine);

    assertThat(heard).containsExactly(new Change(Change.Kind.EXPIRED, post, post.expires()));
  }

  @Test
  default void sweepTakesNoMoreThanItsLimit() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Post last = here.samplePosts().addPending(engine.ports().posts(), 5).get(4);
    deliverAll(engine);
    heard.clear();
    here.clock().advanceTo(last.expires());

    assertThat(engine.sweep(last.expires(), 3)).isEqualTo(3);
    assertThat(engine.sweep(last.expires(), 3)).isEqualTo(2);
    deliverAll(engine);

    assertThat(heard).extracting(change -> change.post().id()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  default void writeThatChangesNothingLeavesNothing() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Posts posts = engine.ports().posts();
    Post published = here.samplePosts().addPublished(posts);
    Post rejected = here.samplePosts().addRejected(posts);
    deliverAll(engine);
    heard.clear();

    Instant now = here.clock().instant();
    posts.decide(published.id(), here.samplePosts().rejection(), now, now.plusSeconds(9));
    posts.withdraw(published.id(), "ann", now);
    posts.remove(rejected.id());
    deliverAll(engine);

    assertThat(heard).isEmpty();
  }

  @Test
  default void notingThatTheServiceWasAskedLeavesNothing() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Change> heard = listen(engine);
    Post post = here.samplePosts().addPending(engine.ports().posts(), 1).get(0);

    engine
        .ports()
        .posts()
        .noteAsked(post.id(), 1, new Asking(2, Optional.empty()), here.clock().instant());
    deliverAll(engine);

    assertThat(heard).extracting(Change::kind).containsExactly(Change.Kind.INSERTED);
  }

  @Test
  default void undeliveredChangesOutliveACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    listen(engine);
    List<Post> added = here.samplePosts().addPending(engine.ports().posts(), 3);

    RuntimeUnderTest after = engine.restarted();
    List<Change> heard = listen(after);
    deliverAll(after);

    assertThat(heard).extracting(Change::post).containsExactlyInAnyOrderElementsOf(added);
  }

  @Test
  default void deliveredChangesAreNotDeliveredAgainAfterACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    listen(engine);
    here.samplePosts().addPending(engine.ports().posts(), 3);
    deliverAll(engine);

    RuntimeUnderTest after = engine.restarted();
    List<Change> heard = listen(after);
    deliverAll(after);

    assertThat(heard).isEmpty();
  }

  @Test
  default void changeThatFailsComesAgainAndHoldsUpNoOther() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    List<Post> tried = new ArrayList<>();
    engine.attach(
        change -> {
          tried.add(change.post());
          if (tried.size() == 1) {
            throw new IllegalStateException("not now");
          }
        },
        List.of());
    List<Post> added = here.samplePosts().addPending(engine.ports().posts(), 3);
    deliverAll(engine);
    assertThat(tried).containsExactlyInAnyOrderElementsOf(added);

    here.clock().advance(here.backoff().first());
    deliverAll(engine);

    assertThat(tried).hasSize(4).endsWith(tried.get(0));
  }

  private static List<Change> listen(RuntimeUnderTest engine) {
    List<Change> heard = new ArrayList<>();
    engine.attach(heard::add, List.of());
    return heard;
  }

  private static void deliverAll(RuntimeUnderTest engine) {
    Deliveries.all(engine);
  }
}
