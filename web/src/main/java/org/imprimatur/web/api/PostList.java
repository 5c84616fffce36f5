package org.imprimatur.web.api;

import java.util.List;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.Post;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the public list.
 *
 * @param items the posts, the latest published first
 * @param next the cursor of the next stretch; null at the end
 */
record PostList(List<Item> items, @Nullable String next) {

  static PostList of(Page<Post> page) {
    return new PostList(page.map(Item::of).items(), page.next().map(Cursor::encode).orElse(null));
  }

  /**
   * A published post.
   *
   * @param publishedAt RFC 3339, UTC
   * @param expiresAt RFC 3339, UTC
   */
  record Item(
      String id, String title, String body, Author author, String publishedAt, String expiresAt) {

    static Item of(Post post) {
      return new Item(
          post.id().value(),
          post.title(),
          post.body(),
          new Author(post.author().name()),
          post.publishedAt().orElseThrow().toString(),
          post.expires().toString());
    }
  }

  /** Who wrote it: the name alone. */
  record Author(String name) {}
}
