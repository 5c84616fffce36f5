package org.imprimatur.screening;

import java.util.Optional;
import org.imprimatur.screening.Finding.Action;

/**
 * More links than a post may have, counted where they stand: one that is there twice counts twice.
 */
record TooManyLinks(Consequence then, int atMost) implements Rule {
  static final String NAME = "links";
  private static final String CODE = "too-many-links";
  private static final String MESSAGE = "It has more links in it than posts may have here.";
  private static final int STANDARD = 2;
  private static final int MOST = 1_000;

  static Rule of(Keys keys) {
    return new TooManyLinks(
        Consequence.of(keys, Action.HOLD, MESSAGE), keys.number("at-most", STANDARD, 0, MOST));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    int links = post.body().links().size();
    return links > atMost
        ? Optional.of(then.of(CODE, links + " (at most " + atMost + ")"))
        : Optional.empty();
  }
}
