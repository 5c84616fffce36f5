package org.imprimatur.screening;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.approval.AuthorHistory;

/** An author of whom much has been published and nothing rejected of late. */
record TrustedAuthor(int published, Duration noneRejectedFor) implements Rule {
  static final String NAME = "trusted-authors";
  private static final String CODE = "trusted-author";
  private static final int STANDARD = 10;
  private static final Duration STANDARD_SPAN = Duration.ofDays(90);

  static Rule of(Keys keys) {
    return new TrustedAuthor(
        keys.number("published", STANDARD, 1, AuthorHistory.MOST),
        keys.duration("none-rejected-for", STANDARD_SPAN));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    History own = post.own();
    return own.published() >= published && !own.rejectedWithin(noneRejectedFor)
        ? Optional.of(Finding.approve(CODE))
        : Optional.empty();
  }
}
