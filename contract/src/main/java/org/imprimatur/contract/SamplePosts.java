package org.imprimatur.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** Posts and decisions to test with. Each post has a fresh id and is submitted now. */
public final class SamplePosts {
  /** Who writes where nobody else is named. */
  public static final Author ANN = new Author("ann", "Ann");

  /** Somebody else. */
  public static final Author BOB = new Author("bob", "Bob \uD83D\uDC27");

  /** How long posts live here. */
  public static final Lifetime LIFETIME = new Lifetime(Duration.ofDays(30));

  /** When the approval service is asked again. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Clock clock;
  private final RandomGenerator random;

  /** Makes posts at the time of {@code clock}. */
  public SamplePosts(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A post of Ann's that waits for a decision. */
  public Post pending() {
    return pendingBy(ANN);
  }

  /** A post that waits for a decision. */
  public Post pendingBy(Author author) {
    return pending(new PostIds(clock, random).fresh(), author, plainText());
  }

  /** A post of Ann's with this text that waits for a decision. */
  public Post pendingWith(Submission text) {
    return pending(new PostIds(clock, random).fresh(), ANN, text);
  }

  /** A post that has had other texts before. */
  public Post pendingOfRevision(int revision) {
    Post first = pending();
    Revision r = first.current();
    Revision later = Revision.waiting(revision, r.text(), r.submittedAt(), r.trace(), r.asking());
    return Post.pending(first.id(), first.author(), later, first.expires());
  }

  /** Ann's post of this id with this text. */
  public Post pending(PostId id, Author author, Submission text) {
    Instant now = clock.instant();
    Asking asking = new Asking(1, Optional.of(now.plus(PATIENCE)));
    Revision first = Revision.waiting(1, text, now, TraceParent.start(random), asking);
    return Post.pending(id, author, first, LIFETIME.from(now));
  }

  /** Adds {@code count} pending posts of Ann's. */
  public List<Post> addPending(Posts posts, int count) {
    return IntStream.range(0, count).mapToObj(i -> added(posts, pending())).toList();
  }

  /** Adds a post of Ann's and publishes it now. */
  public Post addPublished(Posts posts) {
    return addPublished(posts, LIFETIME.from(clock.instant()));
  }

  /** Adds a post of Ann's and publishes it now, to expire at {@code until}. */
  public Post addPublished(Posts posts, Instant until) {
    Post post = added(posts, pending());
    return decided(posts.decide(post.id(), approval(), clock.instant(), until));
  }

  /** Adds a post of Ann's and rejects it now. */
  public Post addRejected(Posts posts) {
    Post post = added(posts, pending());
    Instant now = clock.instant();
    return decided(posts.decide(post.id(), rejection(), now, LIFETIME.from(now)));
  }

  /** A yes to the first revision, now. */
  public Decision approval() {
    return decision(Verdict.APPROVED, 1);
  }

  /** A no to the first revision, now. */
  public Decision rejection() {
    return decision(Verdict.REJECTED, 1);
  }

  /** A decision on one revision, now; a no comes with a reason. */
  public Decision decision(Verdict verdict, int revision) {
    Optional<String> reason =
        verdict == Verdict.REJECTED ? Optional.of("“Too short” – ’sorry’ \uD83D\uDE42") : none();
    return new Decision(verdict, reason, Decider.service("auto"), clock.instant(), revision);
  }

  /** Text that nothing about is special. */
  public static Submission plainText() {
    return new Submission("Found: a grey cat", "Near the old mill.\n\nShe answers to *Minka*.");
  }

  /** Text that has broken other boards: markup, quotes, right-to-left, invisible, four bytes. */
  public static Submission hostileText() {
    return new Submission(
        "<img src=x onerror=alert(1)> '); DROP TABLE posts;-- \u202Egnihtyna \uD83D\uDC69\u200D\uD83D\uDCBB",
        "\tFirst\n\n\"second\" \\n {{third}} ${fourth} \u200F%00 \uFEFF \uD835\uDD4F&amp;<!--");
  }

  private static Post added(Posts posts, Post post) {
    return posts
        .add(post)
        .fold(
            added -> added,
            exists -> {
              throw new AssertionError("a fresh id was there already: " + exists.id());
            });
  }

  private static Post decided(Posts.Decided decided) {
    if (decided instanceof Posts.Decided.Applied applied) {
      return applied.post();
    }
    throw new AssertionError("a decision on a new post did not apply: " + decided);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
