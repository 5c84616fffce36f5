package org.imprimatur.approval;

import java.util.List;
import org.imprimatur.post.PageRequest;

/**
 * What the board remembers, for policies that judge a post by what came before it. A bounded look,
 * not the whole past: counts beyond {@value #MOST} are not to be had. Implementations are
 * thread-safe; one that cannot look throws {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface AuthorHistory {
  /** How many posts of each list are looked at. */
  int MOST = PageRequest.MAX_LIMIT;

  /**
   * An author's posts: the latest {@value #MOST} on the board, in any status, and the latest
   * {@value #MOST} that left it. Each once, in no order; among them the post that is being judged.
   */
  List<PastPost> byAuthor(String authorId);

  /**
   * Anyone's posts: the latest {@value #MOST} published, as the public sees them, and the {@value
   * #MOST} that have waited longest for a moderator. Each once, in no order; perhaps with the post
   * that is being judged.
   */
  List<PastPost> ofEveryone();
}
