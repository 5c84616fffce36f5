package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.junit.jupiter.api.Test;

/** What the lists of {@link Posts} promise. */
public interface PostListsContract extends EngineContract {

  @Test
  default void feedHasPublishedPostsOnlyTheLatestPublishedFirst() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post older = here.samplePosts().addPublished(posts);
    here.samplePosts().addPending(posts, 2);
    here.samplePosts().addRejected(posts);
    here.clock().advance(Duration.ofMillis(1));
    Post newer = here.samplePosts().addPublished(posts);

    Page<PublicPost> feed = posts.published(PageRequest.first(20), here.clock().instant());

    assertThat(feed.items()).containsExactly(PublicPost.of(newer), PublicPost.of(older));
    assertThat(feed.next()).isEmpty();
  }

  @Test
  default void feedGoesByPublicationNotBySubmission() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post early = here.samplePosts().addPending(posts, 1).get(0);
    here.clock().advance(Duration.ofDays(2));
    Post late = here.samplePosts().addPublished(posts);
    here.clock().advance(Duration.ofDays(1));
    Instant now = here.clock().instant();
    posts.decide(early.id(), here.samplePosts().approval(), now, now.plus(Duration.ofDays(30)));

    assertThat(posts.published(PageRequest.first(20), now).items())
        .extracting(PublicPost::id)
        .containsExactly(early.id(), late.id());
  }

  @Test
  default void feedLeavesOutWhatHasExpiredThoughUnswept() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Instant soon = here.clock().instant().plusSeconds(60);
    Post brief = here.samplePosts().addPublished(posts, soon);
    Post lasting = here.samplePosts().addPublished(posts);

    PageRequest all = PageRequest.first(20);
    assertThat(posts.published(all, soon.minusMillis(1)).items())
        .contains(PublicPost.of(brief), PublicPost.of(lasting));
    assertThat(posts.published(all, soon).items()).containsExactly(PublicPost.of(lasting));
  }

  @Test
  default void walkOfPostsOfOneMillisecondSeesEachOnceByIdDescending() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    List<PostId> expected =
        IntStream.range(0, 25)
            .mapToObj(i -> here.samplePosts().addPublished(posts).id())
            .sorted(Comparator.reverseOrder())
            .toList();

    List<PublicPost> seen = Walk.all(page -> posts.published(page, here.clock().instant()), 4);

    assertThat(seen).extracting(PublicPost::id).containsExactlyElementsOf(expected);
  }

  @Test
  default void walkSeesEachPostOnceWhilePostsArriveAreApprovedAndExpire() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    List<Post> lasting = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lasting.add(here.samplePosts().addPublished(posts));
      here.clock().advance(Duration.ofMillis(i % 3));
      here.samplePosts().addPublished(posts, here.clock().instant().plusSeconds(3L + i));
    }
    List<Post> waiting = new ArrayList<>(here.samplePosts().addPending(posts, 12));

    List<PublicPost> seen =
        Walk.all(
            page -> posts.published(page, here.clock().instant()),
            3,
            () -> boardGoesOn(here, posts, waiting));

    assertThat(seen).extracting(PublicPost::id).doesNotHaveDuplicates();
    assertThat(seen).containsAll(lasting.stream().map(PublicPost::of).toList());
    assertThat(seen).isSortedAccordingTo(Comparator.comparing(PublicPost::publishedAt).reversed());
  }

  @Test
  default void walkGoesOnFromAPostThatIsGone() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post below = here.samplePosts().addPublished(posts);
    here.clock().advance(Duration.ofMillis(1));
    Instant soon = here.clock().instant().plusSeconds(60);
    here.samplePosts().addPublished(posts, soon);

    Page<PublicPost> first = posts.published(PageRequest.first(1), here.clock().instant());
    Page<PublicPost> second = posts.published(new PageRequest(first.next(), 1), soon);

    assertThat(second.items()).containsExactly(PublicPost.of(below));
    assertThat(second.next()).isEmpty();
  }

  @Test
  default void pageThatTakesTheLastPostSaysThatTheListEnds() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Instant soon = here.clock().instant().plusSeconds(60);
    here.samplePosts().addPublished(posts, soon);
    IntStream.range(0, 3).forEach(i -> here.samplePosts().addPublished(posts));

    assertThat(posts.published(PageRequest.first(3), soon.minusMillis(1)).next()).isPresent();
    assertThat(posts.published(PageRequest.first(3), soon).next()).isEmpty();
  }

  @Test
  default void emptyBoardHasOneEmptyPage() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Page<Post> nothing = new Page<>(List.of(), PageRequest.first(1).after());
    Instant now = here.clock().instant();

    assertThat(posts.published(PageRequest.first(20), now)).isEqualTo(nothing);
    assertThat(posts.waiting(PageRequest.first(20), now)).isEqualTo(nothing);
    assertThat(posts.byAuthor("ann", PageRequest.first(20), now)).isEqualTo(nothing);
  }

  @Test
  default void authorSeesOwnPostsOfEveryStatusTheLatestSubmittedFirst() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    List<Post> own = new ArrayList<>();
    own.add(0, here.samplePosts().addPublished(posts));
    here.clock().advance(Duration.ofMillis(1));
    own.add(0, here.samplePosts().addRejected(posts));
    posts.add(here.samplePosts().pendingBy(SamplePosts.BOB));
    here.clock().advance(Duration.ofMillis(1));
    own.add(0, here.samplePosts().addPending(posts, 1).get(0));

    assertThat(Walk.all(page -> posts.byAuthor("ann", page, here.clock().instant()), 1))
        .isEqualTo(own);
    assertThat(posts.byAuthor("an", PageRequest.first(20), here.clock().instant()).items())
        .isEmpty();
  }

  @Test
  default void authorSeesNoExpiredPosts() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);

    PageRequest all = PageRequest.first(20);
    assertThat(posts.byAuthor("ann", all, post.expires().minusMillis(1)).items()).contains(post);
    assertThat(posts.byAuthor("ann", all, post.expires()).items()).isEmpty();
  }

  @Test
  default void moderatorsSeePendingPostsTheEarliestFirst() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    List<Post> tied = new ArrayList<>(here.samplePosts().addPending(posts, 5));
    tied.sort(Comparator.comparing(Post::id));
    here.samplePosts().addPublished(posts);
    here.samplePosts().addRejected(posts);
    here.clock().advance(Duration.ofMillis(1));
    Post last = here.samplePosts().addPending(posts, 1).get(0);

    List<Post> seen = Walk.all(page -> posts.waiting(page, here.clock().instant()), 2);

    assertThat(seen).startsWith(tied.toArray(Post[]::new)).endsWith(last).hasSize(6);
  }

  @Test
  default void pendingListEndsForAPostWithItsTime() {
    Surroundings here = Surroundings.quiet();
    Posts posts = open(here).ports().posts();
    Post post = here.samplePosts().addPending(posts, 1).get(0);

    PageRequest all = PageRequest.first(20);
    assertThat(posts.waiting(all, post.expires().minusMillis(1)).items()).containsExactly(post);
    assertThat(posts.waiting(all, post.expires()).items()).isEmpty();
  }

  private static void boardGoesOn(Surroundings here, Posts posts, List<Post> waiting) {
    here.clock().advance(Duration.ofMillis(700));
    here.samplePosts().addPublished(posts);
    if (!waiting.isEmpty()) {
      Instant now = here.clock().instant();
      PostId id = waiting.remove(0).id();
      posts.decide(id, here.samplePosts().approval(), now, now.plus(Duration.ofDays(30)));
    }
  }
}
