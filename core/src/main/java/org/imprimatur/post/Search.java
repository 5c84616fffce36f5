package org.imprimatur.post;

import java.time.Instant;

/**
 * Finds published posts by their words. A port of its own, which not every runtime has: searching
 * without an index would read everything.
 *
 * <p>An implementation knows of each write to {@link Posts} as soon as that is done, and finds the
 * text that stands, never a proposal. Thread-safe; one that cannot answer throws {@link
 * StoreUnavailable}.
 */
@FunctionalInterface
public interface Search {
  /**
   * PUBLISHED posts that have not expired at {@code now} and have all the words, the latest
   * published first; those of one millisecond in an order that stays.
   */
  Page<PublicPost> published(SearchTerms terms, PageRequest page, Instant now);
}
