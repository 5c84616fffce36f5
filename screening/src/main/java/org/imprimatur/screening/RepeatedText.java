package org.imprimatur.screening;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.screening.Finding.Action;

/**
 * A body that was posted before, by the same author or by another, whatever the titles.
 *
 * @param code which of the two
 * @param within how long ago at most
 * @param shortest how many letters and digits a body has that counts
 */
record RepeatedText(Consequence then, String code, Duration within, int shortest) implements Rule {
  static final String BY_THE_AUTHOR = "repeated-own-text";
  static final String BY_OTHERS = "repeated-text-of-others";
  private static final String MESSAGE = "The same text was posted before.";
  private static final int SHORTEST = 20;
  private static final int SHORTEST_OF_OTHERS = 40;
  private static final int MOST_LETTERS = 5_000;

  static Rule ofTheAuthor(Keys keys) {
    return of(keys, BY_THE_AUTHOR, SHORTEST);
  }

  static Rule ofOthers(Keys keys) {
    return of(keys, BY_OTHERS, SHORTEST_OF_OTHERS);
  }

  private static Rule of(Keys keys, String code, int shortest) {
    return new RepeatedText(
        Consequence.of(keys, Action.HOLD, MESSAGE),
        code,
        keys.duration("within", Duration.ofDays(7)),
        keys.number("shortest", shortest, 1, MOST_LETTERS));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    String fingerprint = post.fingerprint();
    if (fingerprint.codePointCount(0, fingerprint.length()) < shortest) {
      return Optional.empty();
    }
    History before = code.equals(BY_OTHERS) ? post.others() : post.own();
    return before
        .withText(text -> post.fingerprintOf(text).equals(fingerprint), within)
        .map(id -> then.of(code, "post " + id));
  }
}
