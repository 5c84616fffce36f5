package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;

/** What {@link Posts#due} and {@link Posts#noteAsked} promise. */
public interface AskingContract extends EngineContract {

  @Test
  default void pendingPostIsDueFromItsTimeOn() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant due = post.current().asking().next().orElseThrow();

    assertThat(posts.due(due.minusMillis(1), 10)).isEmpty();
    assertThat(posts.due(due, 10)).containsExactly(post);
  }

  @Test
  default void longestDueComesFirstAndNotMoreThanAskedFor() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post first = here.samplePosts().addPending(posts, 1).get(0);
    here.clock().advance(Duration.ofMillis(1));
    Post second = here.samplePosts().addPending(posts, 1).get(0);
    here.clock().advance(Duration.ofMillis(1));
    here.samplePosts().addPending(posts, 1);

    Instant later = here.clock().instant().plus(Duration.ofHours(1));

    assertThat(posts.due(later, 2)).containsExactly(first, second);
  }

  @Test
  default void notedAskingPutsOffTheNext() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant next = post.submittedAt().plus(Duration.ofMinutes(3));

    assertThat(
            posts.noteAsked(post.id(), 1, new Asking(2, Optional.of(next)), here.clock().instant()))
        .isTrue();

    assertThat(posts.due(next.minusMillis(1), 10)).isEmpty();
    assertThat(posts.due(next, 10)).containsExactly(post.asked(new Asking(2, Optional.of(next))));
  }

  @Test
  default void postThatWaitsForAPersonIsNeverDue() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);

    posts.noteAsked(post.id(), 1, new Asking(2, Optional.empty()), here.clock().instant());

    assertThat(posts.due(post.expires().minusMillis(1), 10)).isEmpty();
  }

  @Test
  default void sameAskingIsNotedOnce() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Asking second = new Asking(2, Optional.of(here.clock().instant().plusSeconds(60)));

    assertThat(posts.noteAsked(post.id(), 1, second, here.clock().instant())).isTrue();
    assertThat(posts.noteAsked(post.id(), 1, second, here.clock().instant())).isFalse();
    assertThat(
            posts.noteAsked(post.id(), 1, new Asking(4, Optional.empty()), here.clock().instant()))
        .isFalse();
  }

  @Test
  default void askingAboutAnotherRevisionOrAnUnknownPostIsNotNoted() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Asking second = new Asking(2, Optional.empty());

    assertThat(posts.noteAsked(post.id(), 2, second, here.clock().instant())).isFalse();
    assertThat(posts.noteAsked(new PostId("b".repeat(32)), 1, second, here.clock().instant()))
        .isFalse();
    assertThat(posts.find(post.id(), here.clock().instant())).contains(post);
  }

  @Test
  default void decidedPostIsNeitherDueNorNoted() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post published = here.samplePosts().addPublished(posts);
    Post rejected = here.samplePosts().addRejected(posts);
    Asking second = new Asking(2, Optional.empty());

    assertThat(posts.due(here.clock().instant().plus(Duration.ofDays(1)), 10)).isEmpty();
    assertThat(posts.noteAsked(published.id(), 1, second, here.clock().instant())).isFalse();
    assertThat(posts.noteAsked(rejected.id(), 1, second, here.clock().instant())).isFalse();
  }

  @Test
  default void expiredPostIsNotDue() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);

    assertThat(posts.due(post.expires().minusMillis(1), 10)).hasSize(1);
    assertThat(posts.due(post.expires(), 10)).isEmpty();
  }
}
