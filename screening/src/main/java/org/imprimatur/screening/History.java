package org.imprimatur.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imprimatur.approval.PastPost;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Submission;

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

  /** How many have been public and were not taken down. */
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

  /** How many others were submitted before, within {@code span}. */
  int submittedWithin(Duration span) {
    return (int) others().filter(post -> before(post.submittedAt(), post.id(), span)).count();
  }

  /** Another post with a text of this kind that was submitted before, within {@code span}. */
  Optional<PostId> withText(Predicate<Submission> kind, Duration span) {
    return others()
        .filter(
            post ->
                post.texts().stream()
                    .filter(text -> before(text.submittedAt(), post.id(), span))
                    .anyMatch(text -> kind.test(text.text())))
        .map(PastPost::id)
        .findFirst();
  }

  private Stream<PastPost> others() {
    return posts.stream().filter(post -> !post.id().equals(subject));
  }

  /** Of two at one instant, that of the lower id is before. */
  private boolean before(Instant submitted, PostId id, Duration span) {
    int order = submitted.compareTo(at);
    return !submitted.isBefore(at.minus(span))
        && (order < 0 || (order == 0 && id.compareTo(subject) < 0));
  }
}
