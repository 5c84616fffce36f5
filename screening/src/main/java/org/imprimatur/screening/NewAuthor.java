package org.imprimatur.screening;

import java.util.Optional;
import org.imprimatur.approval.AuthorHistory;

/** An author of whom too little has been published to know them. */
record NewAuthor(int first) implements Rule {
  static final String NAME = "new-authors";
  private static final String CODE = "new-author";
  private static final int STANDARD = 3;

  static Rule of(Keys keys) {
    return new NewAuthor(keys.number("first", STANDARD, 1, AuthorHistory.MOST));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    int published = post.own().published();
    return published < first
        ? Optional.of(Finding.hold(CODE, published + " published (" + first + " to be known)"))
        : Optional.empty();
  }
}
