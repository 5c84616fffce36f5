package org.imprimatur.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says whether authors may hand in another text, before they write it and when they send it. Looks
 * at what is stored, so it counts across processes; what is stored keeps of each post its latest
 * text only, and texts sent in the same moment do not see each other, so each process also counts
 * what it let through itself.
 */
public final class CheckAllowance {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int AUTHORS_REMEMBERED = 100_000;

  private final Posts posts;
  private final Function<String, List<Post>> departed;
  private final AuthorLimits limits;
  private final Clock clock;
  private final List<Pace> paces;

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
    this.paces =
        List.of(
            new Pace(limits.perMinute(), MINUTE, AUTHORS_REMEMBERED, clock),
            new Pace(limits.perHour(), HOUR, AUTHORS_REMEMBERED, clock));
  }

  /** Whether it looks at what is stored, which may keep its caller waiting. */
  boolean looks() {
    return !limits.equals(AuthorLimits.NONE);
  }

  /** Whether this author may hand in a post now. */
  public Allowance of(String authorId) {
    return check(authorId, limits.waiting(), pace -> pace.full(authorId));
  }

  /** Whether this author may hand in a post now; counts it. */
  Allowance takeForPost(String authorId) {
    return check(authorId, limits.waiting(), pace -> pace.take(authorId));
  }

  /**
   * Whether this author may hand in another text for a post now; counts it. What waits already may
   * be replaced however much waits.
   */
  Allowance takeForOtherText(String authorId) {
    return check(authorId, 0, pace -> pace.take(authorId));
  }

  private Allowance check(
      String authorId, int mayWait, Function<Pace, Optional<Instant>> countedHere) {
    if (!looks()) {
      return new Allowance.Free();
    }
    Instant now = clock.instant();
    List<Post> own = posts.byAuthor(authorId, PageRequest.first(AuthorLimits.MOST), now).items();
    long waiting = own.stream().filter(post -> post.waiting().isPresent()).count();
    if (mayWait > 0 && waiting >= mayWait) {
      return new Allowance.TooManyWaiting(mayWait);
    }
    List<Instant> stored = stored(authorId, own, now);
    return paces.stream()
        .flatMap(
            pace ->
                again(pace, stored, now).or(() -> countedHere.apply(pace)).stream()
                    .map(at -> new Allowance.TooFast(pace.limit(), pace.within(), at)))
        .map(Allowance.class::cast)
        .findFirst()
        .orElseGet(Allowance.Free::new);
  }

  /** When texts were handed in within the last hour, the latest first. */
  private List<Instant> stored(String authorId, List<Post> own, Instant now) {
    if (limits.perHour() == 0 && limits.perMinute() == 0) {
      return List.of();
    }
    return Stream.concat(own.stream(), departed.apply(authorId).stream())
        .map(post -> post.latest().submittedAt())
        .filter(at -> at.isAfter(now.minus(HOUR)))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static Optional<Instant> again(Pace pace, List<Instant> stored, Instant now) {
    return pace.limit() == 0
        ? Optional.empty()
        : stored.stream()
            .skip(pace.limit() - 1L)
            .findFirst()
            .map(oldest -> oldest.plus(pace.within()))
            .filter(now::isBefore);
  }
}
