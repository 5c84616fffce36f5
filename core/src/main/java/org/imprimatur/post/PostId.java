package org.imprimatur.post;

import java.util.Optional;

/**
 * The name of a post: 32 lower-case hexadecimal digits, the form of a UUID without its dashes. Safe
 * in a URL, a header and a log line.
 *
 * @param value the 32 digits
 */
public record PostId(String value) implements Comparable<PostId> {
  private static final int DIGITS = 32;

  /** Refuses, with {@link IllegalArgumentException}, a value of any other form. */
  public PostId {
    if (!Hex.is(value, DIGITS)) {
      throw new IllegalArgumentException("a post id is 32 lower-case hexadecimal digits");
    }
  }

  /** The id that a stranger's text spells, or empty where it spells none. */
  public static Optional<PostId> parse(String text) {
    return Hex.is(text, DIGITS) ? Optional.of(new PostId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(PostId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
