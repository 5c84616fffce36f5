package org.imprimatur.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * Fills a store with published posts.
 *
 * @param clock when they are handed in and published
 * @param random where their ids come from
 */
record SamplePosts(Clock clock, RandomGenerator random) {
  private static final Lifetime LIFETIME = new Lifetime(Duration.ofDays(30));
  private static final Submission TEXT = new Submission(SampleText.TITLE, SampleText.BODY);
  private static final Author AUTHOR = new Author("ann", "Ann");
  private static final int WRITERS = 64;

  /** Publishes {@code count} posts with the sample text. */
  void publish(Posts posts, int count) {
    try (Threads threads = new Threads(WRITERS)) {
      for (int i = 0; i < count; i++) {
        threads.begin(() -> publish(posts));
      }
      threads.finish();
    }
  }

  private Posts.Decided publish(Posts posts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Asking asking = new Asking(1, Optional.empty());
    Revision first = Revision.waiting(1, TEXT, now, TraceParent.start(random), asking);
    Post post = Post.pending(new PostIds(clock, random).fresh(), AUTHOR, first, LIFETIME.from(now));
    posts.add(post);
    Decision yes =
        new Decision(Verdict.APPROVED, Optional.empty(), Decider.service("bench"), now, 1);
    return posts.decide(post.id(), yes, now, LIFETIME.from(now));
  }
}
