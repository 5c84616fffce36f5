package org.imprimatur.web;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.imprimatur.post.Author;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Submissions;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;

/**
 * Submissions that can be begun by a thread that must not wait: workers begin those that may keep
 * their caller waiting. Who waits anyway needs no worker.
 *
 * @param submissions where they are handed in
 * @param waits whether one under this key, or under none, may keep its caller waiting
 * @param workers threads that may wait
 */
record ByWorkers(
    Submissions submissions, Predicate<Optional<IdempotencyKey>> waits, Executor workers)
    implements Submissions {
  @Override
  public CompletableFuture<Submitted> submitAsync(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace) {
    return waits.test(key)
        ? CompletableFuture.completedFuture(key)
            .thenComposeAsync(k -> submissions.submitAsync(author, title, body, k, trace), workers)
        : submissions.submitAsync(author, title, body, key, trace);
  }

  /** Without a second thread, of which there might be none left. */
  @Override
  public Submitted submit(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace) {
    return submissions.submit(author, title, body, key, trace);
  }
}
