package org.imprimatur.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Takes a post from its author. What it accepts is durable and waits for approval. */
public final class SubmitPost implements Submissions {
  private final Posts posts;
  private final Function<PostId, Optional<Post>> departed;
  private final CheckAllowance allowance;
  private final PostIds ids;
  private final Lifetime lifetime;
  private final Duration patience;
  private final Clock clock;
  private final Telemetry telemetry;

  /**
   * Submits to {@code posts}.
   *
   * @param departed finds posts that have left the board, so that a late repeat brings none back
   * @param allowance says how much an author may hand in
   * @param patience how long the approval service may be silent before it is asked again
   */
  public SubmitPost(
      Posts posts,
      Function<PostId, Optional<Post>> departed,
      CheckAllowance allowance,
      PostIds ids,
      Lifetime lifetime,
      Duration patience,
      Clock clock,
      Telemetry telemetry) {
    this.posts = posts;
    this.departed = departed;
    this.allowance = allowance;
    this.ids = ids;
    this.lifetime = lifetime;
    this.patience = patience;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * Whether {@link #submitAsync} looks at what is stored, and may keep its caller waiting for that.
   */
  public boolean looks(Optional<IdempotencyKey> key) {
    return key.isPresent() || allowance.looks();
  }

  @Override
  public CompletableFuture<Submitted> submitAsync(
      Author author, String title, String body, Optional<IdempotencyKey> key, TraceParent trace) {
    return Submission.check(title, body)
        .fold(
            text -> submit(author, text, key, trace),
            violations -> CompletableFuture.completedFuture(new Submitted.Invalid(violations)));
  }

  private CompletableFuture<Submitted> submit(
      Author author, Submission text, Optional<IdempotencyKey> key, TraceParent trace) {
    PostId id = key.map(k -> ids.derived(author.id(), k)).orElseGet(ids::fresh);
    return key.flatMap(k -> first(id))
        .map(first -> repeated(first, text))
        .or(() -> refusal(author))
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> add(pending(id, author, text, trace)));
  }

  private Optional<Submitted> refusal(Author author) {
    return allowance
        .takeForPost(author.id())
        .fold(
            Optional::empty,
            waiting -> Optional.of(new Submitted.LimitReached(waiting)),
            fast -> Optional.of(new Submitted.LimitReached(fast)));
  }

  /** A repeat is answered as the first was, however much has been handed in since. */
  private Optional<Post> first(PostId id) {
    return departed.apply(id).or(() -> posts.find(id, clock.instant()));
  }

  private CompletableFuture<Submitted> add(Post post) {
    return posts.addAsync(post).thenApply(addition -> answer(addition, post.text()));
  }

  private Submitted answer(Posts.Addition addition, Submission text) {
    return addition.fold(
        added -> {
          telemetry.record(added.occurrence(Occurrence.Kind.SUBMITTED, Map.of()));
          return new Submitted.Accepted(added);
        },
        first -> repeated(first, text));
  }

  private Post pending(PostId id, Author author, Submission text, TraceParent trace) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Asking asking = new Asking(1, Optional.of(now.plus(patience)));
    Revision first = Revision.waiting(1, text, now, trace, asking);
    return Post.pending(id, author, first, lifetime.from(now));
  }

  private static Submitted repeated(Post first, Submission text) {
    return first.text().equals(text)
        ? new Submitted.Accepted(first)
        : new Submitted.KeyReused(first.id());
  }

  /** The answer of {@link #submit}. */
  public sealed interface Submitted {
    /** Follows the one branch that holds. */
    default <T> T fold(
        Function<Post, T> accepted,
        Function<List<Violation>, T> invalid,
        Supplier<T> keyReused,
        Function<Allowance, T> limitReached) {
      if (this instanceof Accepted a) {
        return accepted.apply(a.post());
      }
      if (this instanceof LimitReached l) {
        return limitReached.apply(l.allowance());
      }
      return this instanceof Invalid i ? invalid.apply(i.violations()) : keyReused.get();
    }

    /**
     * The post is on the board, now or since the first time it was sent.
     *
     * @param post the post as it stands
     */
    record Accepted(Post post) implements Submitted {}

    /**
     * The text may not stand; nothing was kept.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements Submitted {
      /** Keeps its own copy. */
      public Invalid {
        violations = List.copyOf(violations);
      }
    }

    /**
     * The key named another text before; nothing was kept.
     *
     * @param first the post it named
     */
    record KeyReused(PostId first) implements Submitted {}

    /**
     * The author has handed in too much; nothing was kept.
     *
     * @param allowance why not, and until when
     */
    record LimitReached(Allowance allowance) implements Submitted {}
  }
}
