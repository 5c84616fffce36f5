package org.imprimatur.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Author;
import org.imprimatur.post.Pseudonym;

/**
 * Somebody who is being taken out of the board. It is done in passes: the first ones, until nothing
 * is left, then some more for what was on its way and arrived under the old name. Times are UTC to
 * the millisecond.
 *
 * @param personId who leaves, the provider's identifier; kept no longer than this
 * @param pseudonym the identifier that comes in its place
 * @param keepPublic whether public posts stay
 * @param askedAt when they asked
 * @param goneAt since when nothing of theirs is left that can be found; what they do afterwards is
 *     somebody new's
 * @param passes how many passes were made
 * @param due when the next one is to be made
 */
public record Removal(
    String personId,
    String pseudonym,
    boolean keepPublic,
    Instant askedAt,
    Optional<Instant> goneAt,
    int passes,
    Instant due) {
  private static final List<Duration> LATER =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(4),
          Duration.ofDays(15));

  /** What somebody asks for now. */
  static Removal asked(String personId, String pseudonym, boolean keepPublic, Instant now) {
    return new Removal(personId, pseudonym, keepPublic, now, Optional.empty(), 0, now);
  }

  /** What a pass at {@code now} puts in the person's place. */
  Pseudonym inPlace(Instant now) {
    return new Pseudonym(personId, new Author(pseudonym, Pseudonym.NAME), goneAt.orElse(now));
  }

  /** After a pass that was not the last of the first ones. */
  Removal unfinished() {
    return new Removal(personId, pseudonym, keepPublic, askedAt, goneAt, passes + 1, due);
  }

  /**
   * After a pass that left nothing; empty when there is none to follow.
   *
   * @param onTheWay how long something may be on its way
   */
  Optional<Removal> finished(Instant now, Duration onTheWay) {
    Instant gone = goneAt.orElse(now);
    return LATER.stream()
        .filter(wait -> wait.compareTo(onTheWay) <= 0)
        .map(gone::plus)
        .filter(now::isBefore)
        .findFirst()
        .map(
            next ->
                new Removal(
                    personId, pseudonym, keepPublic, askedAt, Optional.of(gone), passes + 1, next));
  }
}
