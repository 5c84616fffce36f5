package org.imprimatur.post;

/**
 * How much one author may hand in.
 *
 * @param waiting how many texts may wait for a decision at once; 0 for any number
 * @param perHour how many texts may be handed in within an hour; 0 for any number
 * @param perMinute how many texts may be handed in within a minute; 0 for any number
 */
public record AuthorLimits(int waiting, int perHour, int perMinute) {
  /** The largest limit: as far back as is looked. */
  public static final int MOST = 100;

  /** No limits. */
  public static final AuthorLimits NONE = new AuthorLimits(0, 0, 0);

  /** Refuses limits out of range. */
  public AuthorLimits {
    if (outside(waiting) || outside(perHour) || outside(perMinute)) {
      throw new IllegalArgumentException("limits of authors are 0 to 100");
    }
  }

  private static boolean outside(int limit) {
    return limit < 0 || limit > MOST;
  }
}
