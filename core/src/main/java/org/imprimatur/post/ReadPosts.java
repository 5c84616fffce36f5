package org.imprimatur.post;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public Page<Post> feed(PageRequest page) {
    return posts.published(page, clock.instant());
  }

  /** A public post. */
  public Optional<Post> find(PostId id) {
    return posts.find(id, clock.instant()).filter(post -> post.isPublic(clock.instant()));
  }

  /** A post in any status, for its author alone. */
  public Optional<Post> findOwn(PostId id, String authorId) {
    return posts.find(id, clock.instant()).filter(post -> post.author().id().equals(authorId));
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
    List<Post> found = new ArrayList<>();
    Optional<Cursor> after = page.after();
    for (int looked = 0; looked < LOOKED_AT; looked += PageRequest.MAX_LIMIT) {
      Page<Post> all = waiting(new PageRequest(after, PageRequest.MAX_LIMIT));
      all.items().stream().filter(wanted::selects).forEach(found::add);
      if (found.size() > page.limit()) {
        return Page.of(found.subList(0, page.limit() + 1), page.limit(), ReadPosts::waitingPlace);
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
