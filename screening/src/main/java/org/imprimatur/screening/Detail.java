package org.imprimatur.screening;

import java.util.Collection;

/** Details of reasons, kept within what a reason takes. */
final class Detail {
  private static final int LONGEST = 200;

  private Detail() {}

  static String list(Collection<String> parts) {
    return fit(String.join(", ", parts));
  }

  /** The text, or as much of it as a detail takes. */
  static String fit(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
