package org.imprimatur.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.approval.PastPost;
import org.imprimatur.post.PostId;

/**
 * Posts as they stood when another was submitted. Counted from then, not from when somebody looks:
 * a request that is delivered again gets the same answer, as far as the board remembers.
 *
 * @param posts the posts, in no order
 * @param subject the post that is examined
 * @param at when its text was submitted
 */
record History(List<PastPost> posts, PostId subject, Instant at) {
  History {
    posts = List.copyOf(posts);
  }

  History without(String authorId) {
    return new History(
        posts.stream().filter(post -> !post.authorId().equals(authorId)).toList(), subject, at);
  }

  /** How many have been public. */
  int published() {
    return (int) posts.stream().filter(post -> post.publishedAt().isPresent()).count();
  }

  /** Whether one was rejected within {@code span} before, or since. */
  boolean rejectedWithin(Duration span) {
    return posts.stream()
        .map(PastPost::rejectedAt)
        .flatMap(Optional::stream)
        .anyMatch(rejected -> !rejected.isBefore(at.minus(span)));
  }

  /** Those submitted before, within {@code span}. Of two at one instant, that of the lower id. */
  Stream<PastPost> submittedWithin(Duration span) {
    return posts.stream()
        .filter(post -> !post.id().equals(subject))
        .filter(post -> !post.submittedAt().isBefore(at.minus(span)))
        .filter(this::before);
  }

  private boolean before(PastPost post) {
    int order = post.submittedAt().compareTo(at);
    return order < 0 || (order == 0 && post.id().compareTo(subject) < 0);
  }
}
