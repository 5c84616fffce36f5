package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What {@link Posts#decide} promises. */
public interface DecideContract extends EngineContract {

  @Test
  default void approvalPublishesFromNowUntilItsNewEnd() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    here.clock().advance(Duration.ofDays(2));
    Instant now = here.clock().instant();
    Instant until = now.plus(Duration.ofDays(30));
    Decision approval = here.samplePosts().approval();

    Post expected = post.decided(approval, now, until);

    assertThat(posts.decide(post.id(), approval, now, until))
        .isEqualTo(new Posts.Decided.Applied(expected));
    assertThat(posts.find(post.id(), now)).contains(expected);
    assertThat(expected.publishedAt()).contains(now);
    assertThat(expected.submittedAt()).isEqualTo(post.submittedAt());
  }

  @Test
  default void rejectionKeepsTheTextAndTheWholeDecision() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().pendingWith(SamplePosts.hostileText());
    posts.add(post);
    Instant now = here.clock().instant().plusSeconds(5);
    Decision rejection = here.samplePosts().rejection();

    posts.decide(post.id(), rejection, now, now.plusSeconds(60));

    Post rejected = posts.find(post.id(), now).orElseThrow();
    assertThat(rejected.status()).isEqualTo(Status.REJECTED);
    assertThat(rejected.text()).isEqualTo(post.text());
    assertThat(rejected.decision()).contains(rejection);
    assertThat(rejected.expires()).isEqualTo(post.expires());
  }

  @Test
  default void decisionOutlivesACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Post rejected = here.samplePosts().addRejected(engine.ports().posts());

    Posts after = engine.restarted().ports().posts();

    assertThat(after.find(rejected.id(), here.clock().instant())).contains(rejected);
  }

  @Test
  default void secondDecisionIsToldWhatStands() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post published = here.samplePosts().addPublished(posts);
    Instant now = here.clock().instant();

    Posts.Decided second =
        posts.decide(published.id(), here.samplePosts().rejection(), now, now.plusSeconds(60));

    assertThat(second).isEqualTo(new Posts.Decided.AlreadyDecided(published));
    assertThat(posts.find(published.id(), now)).contains(published);
  }

  @Test
  default void sameDecisionAgainProlongsNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post published = here.samplePosts().addPublished(posts);
    here.clock().advance(Duration.ofDays(1));
    Instant now = here.clock().instant();

    Decision same = published.decision().orElseThrow();
    posts.decide(published.id(), same, now, now.plus(Duration.ofDays(30)));

    assertThat(posts.find(published.id(), now)).contains(published);
  }

  @Test
  default void decisionOnAnotherRevisionChangesNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().pendingOfRevision(2);
    posts.add(post);
    Instant now = here.clock().instant();

    for (int revision : new int[] {1, 3}) {
      Decision stale = here.samplePosts().decision(Verdict.APPROVED, revision);
      assertThat(posts.decide(post.id(), stale, now, now.plusSeconds(60)))
          .isEqualTo(new Posts.Decided.StaleRevision(post));
    }
    assertThat(posts.find(post.id(), now)).contains(post);
  }

  @Test
  default void decisionOnAnUnknownPostCreatesNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    PostId unknown = new PostId("f".repeat(32));
    Instant now = here.clock().instant();

    Posts.Decided decided =
        posts.decide(unknown, here.samplePosts().approval(), now, now.plusSeconds(60));

    assertThat(decided).isEqualTo(new Posts.Decided.Gone());
    assertThat(posts.find(unknown, now)).isEmpty();
  }

  @Test
  default void decisionAtTheInstantOfExpiryComesTooLate() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant expires = post.expires();

    Posts.Decided decided =
        posts.decide(post.id(), here.samplePosts().approval(), expires, expires.plusSeconds(60));

    assertThat(decided).isEqualTo(new Posts.Decided.Gone());
    assertThat(posts.find(post.id(), expires)).isEmpty();
    assertThat(posts.find(post.id(), expires.minusMillis(1))).contains(post);
  }

  @Test
  default void decisionJustBeforeExpiryCounts() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant now = post.expires().minusMillis(1);

    posts.decide(post.id(), here.samplePosts().approval(), now, now.plusSeconds(60));

    assertThat(posts.find(post.id(), post.expires()).map(Post::status)).contains(Status.PUBLISHED);
  }

  @Test
  default void decisionOnAWithdrawnPostChangesNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant now = here.clock().instant();
    posts.withdraw(post.id(), post.author().id(), now);

    Posts.Decided decided =
        posts.decide(post.id(), here.samplePosts().approval(), now, now.plusSeconds(60));

    assertThat(decided).isEqualTo(new Posts.Decided.AlreadyDecided(post.withdrawn()));
    assertThat(posts.find(post.id(), now).map(Post::publishedAt)).contains(Optional.empty());
  }

  @Test
  default void decisionAfterRemovalBringsNothingBack() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post rejected = here.samplePosts().addRejected(posts);
    posts.remove(rejected.id());
    Instant now = here.clock().instant();

    assertThat(posts.decide(rejected.id(), here.samplePosts().approval(), now, now.plusSeconds(60)))
        .isEqualTo(new Posts.Decided.Gone());
    assertThat(posts.find(rejected.id(), now)).isEmpty();
  }
}
