package org.imprimatur.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says whether authors may hand in another text, before they write it and when they send it. Looks
 * at what is stored, so it counts across processes; texts sent in the same moment may all pass.
 */
public final class CheckAllowance {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Posts posts;
  private final Function<String, List<Post>> departed;
  private final AuthorLimits limits;
  private final Clock clock;

  /**
   * Counts in {@code posts}.
   *
   * @param departed an author's posts that left the board, the latest departures first, at least as
   *     many as {@link AuthorLimits#MOST} if there are
   */
  public CheckAllowance(
      Posts posts, Function<String, List<Post>> departed, AuthorLimits limits, Clock clock) {
    this.posts = posts;
    this.departed = departed;
    this.limits = limits;
    this.clock = clock;
  }

  /** Whether this author may now. */
  public Allowance of(String authorId) {
    if (limits.equals(AuthorLimits.NONE)) {
      return new Allowance.Free();
    }
    Instant now = clock.instant();
    List<Post> own = posts.byAuthor(authorId, PageRequest.first(AuthorLimits.MOST), now).items();
    long waiting = own.stream().filter(post -> post.waiting().isPresent()).count();
    if (limits.waiting() > 0 && waiting >= limits.waiting()) {
      return new Allowance.TooManyWaiting(limits.waiting());
    }
    return limits.perHour() > 0 ? pace(authorId, own, now) : new Allowance.Free();
  }

  private Allowance pace(String authorId, List<Post> own, Instant now) {
    List<Instant> latest =
        Stream.concat(own.stream(), departed.apply(authorId).stream())
            .map(post -> post.latest().submittedAt())
            .filter(at -> at.isAfter(now.minus(HOUR)))
            .sorted(Comparator.reverseOrder())
            .limit(limits.perHour())
            .toList();
    return latest.size() < limits.perHour()
        ? new Allowance.Free()
        : new Allowance.TooFast(limits.perHour(), latest.get(latest.size() - 1).plus(HOUR));
  }
}
