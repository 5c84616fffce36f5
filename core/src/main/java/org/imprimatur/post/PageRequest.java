package org.imprimatur.post;

import java.util.Optional;

/**
 * Which stretch of a list is wanted.
 *
 * @param after the item before the stretch; empty for the list's beginning
 * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
 */
public record PageRequest(Optional<Cursor> after, int limit) {
  /** The largest page. */
  public static final int MAX_LIMIT = 100;

  /** The page size where nobody asked for another. */
  public static final int DEFAULT_LIMIT = 20;

  /** Refuses a limit out of range. */
  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to 100 items");
    }
  }

  /** The first {@code limit} items. */
  public static PageRequest first(int limit) {
    return new PageRequest(Optional.empty(), limit);
  }
}
