package org.imprimatur.post;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
   * @return completes when the post is durable, or nothing is to be kept; fails with {@link
   *     StoreUnavailable} if that cannot be done now, and sending again under the same key is safe.
   *     What follows it must not wait for the store
   */
  CompletableFuture<Submitted> submitAsync(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace);

  /** {@link #submitAsync}, waiting for it. */
  default Submitted submit(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace) {
    return StoreUnavailable.await(submitAsync(author, title, body, key, trace));
  }
}
