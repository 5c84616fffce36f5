package org.imprimatur.screening;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.screening.Finding.Action;

/** More posts of one author within an hour than one author may hand in. */
record TooManyPosts(Consequence then, int atMost) implements Rule {
  static final String NAME = "posts-per-hour";
  private static final String CODE = "too-many-posts";
  private static final String MESSAGE = "You have posted a lot within an hour; try again later.";
  private static final int STANDARD = 5;

  static Rule of(Keys keys) {
    return new TooManyPosts(
        Consequence.of(keys, Action.HOLD, MESSAGE),
        keys.number("at-most", STANDARD, 1, AuthorHistory.MOST));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    int posts = post.own().submittedWithin(Duration.ofHours(1)) + 1;
    return posts > atMost
        ? Optional.of(then.of(CODE, posts + " within an hour (at most " + atMost + ")"))
        : Optional.empty();
  }
}
