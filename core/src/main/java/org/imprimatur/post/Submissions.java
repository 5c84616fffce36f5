package org.imprimatur.post;

import java.util.Optional;
import org.imprimatur.post.SubmitPost.Submitted;

/**
 * Where authors hand in posts: {@link SubmitPost} itself, or a door to where it runs. Every
 * implementation answers as {@link SubmitPost} does.
 */
@FunctionalInterface
public interface Submissions {
  /**
   * Submits a title and a body as typed.
   *
   * @param key the sender's name for this submission; a repeat under the same key is answered with
   *     the post that the first made
   * @throws StoreUnavailable if that cannot be done now; sending again under the same key is safe
   */
  Submitted submit(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace);
}
