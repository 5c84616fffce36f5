package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Posts.Withdrawn;
import org.junit.jupiter.api.Test;

/** What {@link Posts#withdraw} promises. */
public interface WithdrawContract extends EngineContract {

  @Test
  default void authorTakesAPendingPostBack() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant now = here.clock().instant();

    assertThat(posts.withdraw(post.id(), "ann", now)).isEqualTo(Withdrawn.DONE);

    assertThat(posts.find(post.id(), now)).contains(post.withdrawn());
  }

  @Test
  default void withdrawingAgainIsTooLate() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);
    Instant now = here.clock().instant();
    posts.withdraw(post.id(), "ann", now);

    assertThat(posts.withdraw(post.id(), "ann", now)).isEqualTo(Withdrawn.TOO_LATE);
  }

  @Test
  default void decidedPostCannotBeWithdrawn() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post published = here.samplePosts().addPublished(posts);
    Post rejected = here.samplePosts().addRejected(posts);
    Instant now = here.clock().instant();

    assertThat(posts.withdraw(published.id(), "ann", now)).isEqualTo(Withdrawn.TOO_LATE);
    assertThat(posts.withdraw(rejected.id(), "ann", now)).isEqualTo(Withdrawn.TOO_LATE);
    assertThat(posts.find(published.id(), now)).contains(published);
    assertThat(posts.find(rejected.id(), now)).contains(rejected);
  }

  @Test
  default void strangerIsToldNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post pending = here.samplePosts().addPending(posts, 1).get(0);
    Post published = here.samplePosts().addPublished(posts);
    Instant now = here.clock().instant();

    assertThat(posts.withdraw(pending.id(), "bob", now)).isEqualTo(Withdrawn.NOT_FOUND);
    assertThat(posts.withdraw(published.id(), "bob", now)).isEqualTo(Withdrawn.NOT_FOUND);
    assertThat(posts.find(pending.id(), now)).contains(pending);
  }

  @Test
  default void unknownPostIsNotFound() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();

    assertThat(posts.withdraw(new PostId("a".repeat(32)), "ann", here.clock().instant()))
        .isEqualTo(Withdrawn.NOT_FOUND);
  }

  @Test
  default void expiredPostIsNotFound() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);

    assertThat(posts.withdraw(post.id(), "ann", post.expires())).isEqualTo(Withdrawn.NOT_FOUND);
    assertThat(posts.find(post.id(), post.expires().minusMillis(1))).contains(post);
  }
}
