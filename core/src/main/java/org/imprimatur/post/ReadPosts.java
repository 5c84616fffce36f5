package org.imprimatur.post;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What people may read. The public methods show published, unexpired posts and nothing else;
 * whatever is hidden is answered exactly as what never was.
 */
public final class ReadPosts {
  /** How many posts that wait are looked at for one page of those that are wanted. */
  static final int LOOKED_AT = 1_000;

  private final Posts posts;
  private final Clock clock;

  /** Reads from {@code posts}. */
  public ReadPosts(Posts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  /** The public list, the latest published first. */
  public Page<PublicPost> feed(PageRequest page) {
    return posts.published(page, clock.instant());
  }

  /**
   * An author's public posts, the latest submitted first. Looks at up to {@value #LOOKED_AT} posts
   * at a time: a page may have less than it could and still a next one.
   */
  public Page<PublicPost> publishedBy(String authorId, PageRequest page) {
    Instant now = clock.instant();
    return selected(
            wanted -> posts.byAuthor(authorId, wanted, now),
            post -> post.isPublic(now),
            page,
            post -> new Cursor(post.submittedAt(), post.id().value()))
        .map(PublicPost::of);
  }

  /** A public post. */
  public Optional<Post> find(PostId id) {
    return posts.findPublic(id, clock.instant());
  }

  /** A post in any status, for its author alone. */
  public Optional<Post> findOwn(PostId id, String authorId) {
    return posts.findOf(id, authorId, clock.instant());
  }

  /** An author's own posts in any status, the latest submitted first. */
  public Page<Post> own(String authorId, PageRequest page) {
    return posts.byAuthor(authorId, page, clock.instant());
  }

  /** What waits for a moderator, the longest waiting first; for moderators alone. */
  public Page<Post> waiting(PageRequest page) {
    return posts.waiting(page, clock.instant());
  }

  /**
   * What waits for a moderator and is wanted, the longest waiting first; for moderators alone.
   * Looks at up to {@value #LOOKED_AT} posts at a time: a page may have less than it could, even
   * nothing, and still a next one.
   */
  public Page<Post> waiting(QueueFilter wanted, PageRequest page) {
    return selected(this::waiting, wanted::selects, page, ReadPosts::waitingPlace);
  }

  private static Page<Post> selected(
      Function<PageRequest, Page<Post>> list,
      Predicate<Post> wanted,
      PageRequest page,
      Function<Post, Cursor> place) {
    List<Post> found = new ArrayList<>();
    Optional<Cursor> after = page.after();
    for (int looked = 0; looked < LOOKED_AT; looked += PageRequest.MAX_LIMIT) {
      Page<Post> all = list.apply(new PageRequest(after, PageRequest.MAX_LIMIT));
      all.items().stream().filter(wanted).forEach(found::add);
      if (found.size() > page.limit()) {
        return Page.of(found.subList(0, page.limit() + 1), page.limit(), place);
      }
      after = all.next();
      if (after.isEmpty()) {
        break;
      }
    }
    return new Page<>(found, after);
  }

  private static Cursor waitingPlace(Post post) {
    return new Cursor(post.waitingSince().orElseThrow(), post.id().value());
  }

  /** A post in any status; for moderators alone. */
  public Optional<Post> findAny(PostId id) {
    return posts.find(id, clock.instant());
  }
}
