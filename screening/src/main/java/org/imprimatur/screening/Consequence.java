package org.imprimatur.screening;

import java.util.List;
import java.util.Optional;
import org.imprimatur.screening.Finding.Action;

/**
 * What a rule's finding leads to: a person's look, or a rejection with a message for the author.
 *
 * @param rejection the message; empty where a person decides
 */
record Consequence(Optional<String> rejection) {
  private static final int LONGEST_MESSAGE = 500;

  /** Reads {@code then} and {@code message}. */
  static Consequence of(Keys keys, Action standard, String standardMessage) {
    Action action = keys.choice("then", standard, List.of(Action.HOLD, Action.REJECT));
    Optional<String> message = keys.optionalText("message", LONGEST_MESSAGE);
    if (action == Action.HOLD && message.isPresent()) {
      throw keys.refusal("message", "is for authors of rejected posts; add then: reject");
    }
    return new Consequence(
        action == Action.HOLD ? Optional.empty() : message.or(() -> Optional.of(standardMessage)));
  }

  Finding of(String code, String detail) {
    return rejection
        .map(message -> Finding.reject(code, detail, message))
        .orElseGet(() -> Finding.hold(code, detail));
  }
}
