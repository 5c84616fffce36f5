package org.imprimatur.post;

import java.time.Clock;

/** Lets readers look for published posts, and for nothing else. */
public final class SearchPosts {
  private final Search search;
  private final Clock clock;

  /** Looks in {@code search}. */
  public SearchPosts(Search search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  /** Public posts with all the words, the latest published first. */
  public Page<PublicPost> find(SearchTerms terms, PageRequest page) {
    return search.published(terms, page, clock.instant());
  }
}
