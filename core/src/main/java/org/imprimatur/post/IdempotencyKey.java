package org.imprimatur.post;

import java.util.Optional;

/**
 * A name the sender gives a submission so that sending it twice submits it once: 1 to 200 visible
 * ASCII characters (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param value the key as sent
 */
public record IdempotencyKey(String value) {
  private static final int MAX_LENGTH = 200;

  /** Refuses, with {@link IllegalArgumentException}, a value of any other form. */
  public IdempotencyKey {
    if (!fits(value)) {
      throw new IllegalArgumentException("a key is 1 to 200 visible ASCII characters");
    }
  }

  /** The key that a stranger's text spells, or empty where it spells none. */
  public static Optional<IdempotencyKey> parse(String text) {
    return fits(text) ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
  }

  private static boolean fits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
