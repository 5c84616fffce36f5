package org.imprimatur.post;

import java.time.Clock;
import java.util.Optional;

/**
 * What people may read. The public methods show published, unexpired posts and nothing else;
 * whatever is hidden is answered exactly as what never was.
 */
public final class ReadPosts {
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

  /** A post in any status; for moderators alone. */
  public Optional<Post> findAny(PostId id) {
    return posts.find(id, clock.instant());
  }
}
