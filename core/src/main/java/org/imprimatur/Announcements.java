package org.imprimatur;

import org.imprimatur.post.Post;

/** Hears of posts that became public, after they did. Idempotent: a crash may repeat a call. */
@FunctionalInterface
public interface Announcements {
  /** A post became public. An exception means that it is to be told again later. */
  void published(Post post);
}
