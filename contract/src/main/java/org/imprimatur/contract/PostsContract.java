package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;

/** What {@link Posts#add}, {@link Posts#find} and {@link Posts#remove} promise. */
public interface PostsContract extends EngineContract {

  @Test
  default void addedPostIsFoundWhole() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().pendingWith(SamplePosts.hostileText());

    assertThat(posts.add(post)).isEqualTo(new Posts.Addition.Added(post));

    assertThat(posts.find(post.id(), here.clock().instant())).contains(post);
  }

  @Test
  default void hiddenPostIsFoundByItsAuthorAndNobodyElse() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Instant now = here.clock().instant();
    Post published = here.samplePosts().addPublished(posts);
    Post rejected = here.samplePosts().addRejected(posts);
    Post pending = here.samplePosts().addPending(posts, 1).get(0);

    assertThat(posts.findPublic(published.id(), now)).contains(published);
    for (Post hidden : List.of(rejected, pending)) {
      assertThat(posts.findPublic(hidden.id(), now)).isEmpty();
      assertThat(posts.findOf(hidden.id(), "ann", now)).contains(hidden);
      assertThat(posts.findOf(hidden.id(), "bob", now)).isEmpty();
    }
    assertThat(posts.findPublic(published.id(), published.expires())).isEmpty();
    assertThat(posts.findOf(published.id(), "ann", published.expires())).isEmpty();
  }

  @Test
  default void addedPostOutlivesACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Post post = here.samplePosts().pendingOfRevision(7);
    engine.ports().posts().add(post);

    Posts after = engine.restarted().ports().posts();

    assertThat(after.find(post.id(), here.clock().instant())).contains(post);
  }

  @Test
  default void secondPostOfAnIdChangesNothing() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post first = here.samplePosts().pending();
    posts.add(first);

    Post second =
        here.samplePosts().pending(first.id(), SamplePosts.BOB, SamplePosts.hostileText());

    assertThat(posts.add(second)).isEqualTo(new Posts.Addition.Exists(first));
    assertThat(posts.find(first.id(), here.clock().instant())).contains(first);
  }

  @Test
  default void secondPostOfAnIdIsToldWhatStandsNow() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post published = here.samplePosts().addPublished(posts);

    Post again = here.samplePosts().pending(published.id(), published.author(), published.text());

    assertThat(posts.add(again)).isEqualTo(new Posts.Addition.Exists(published));
  }

  @Test
  default void idOfAnExpiredPostIsNotFreeBeforeItIsSwept() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post expired = here.samplePosts().pending();
    posts.add(expired);
    here.clock().advanceTo(expired.expires().plusSeconds(1));

    Post again = here.samplePosts().pending(expired.id(), expired.author(), expired.text());

    assertThat(posts.add(again)).isEqualTo(new Posts.Addition.Exists(expired));
  }

  @Test
  default void unknownIdIsNotFound() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    here.samplePosts().addPending(posts, 1);

    assertThat(posts.find(new PostId("0".repeat(32)), here.clock().instant())).isEmpty();
  }

  @Test
  default void postIsFoundUntilItExpiresAndNotAtThatInstant() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPublished(posts);
    Instant expires = post.expires();

    assertThat(posts.find(post.id(), expires.minusMillis(1))).contains(post);
    assertThat(posts.find(post.id(), expires)).isEmpty();
    assertThat(posts.find(post.id(), expires.plusSeconds(1))).isEmpty();
  }

  @Test
  default void removesAPostThatIsLeavingAndNoOther() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post pending = here.samplePosts().addPending(posts, 1).get(0);
    Post published = here.samplePosts().addPublished(posts);
    Post rejected = here.samplePosts().addRejected(posts);

    posts.remove(pending.id());
    posts.remove(published.id());
    posts.remove(rejected.id());
    posts.remove(rejected.id());

    Instant now = here.clock().instant();
    assertThat(posts.find(pending.id(), now)).contains(pending);
    assertThat(posts.find(published.id(), now)).contains(published);
    assertThat(posts.find(rejected.id(), now)).isEmpty();
  }
}
