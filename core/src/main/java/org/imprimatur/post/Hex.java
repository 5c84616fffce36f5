package org.imprimatur.post;

/** Lower-case hexadecimal digits. Looked at by hand: every post that is read is made of some. */
final class Hex {
  private Hex() {}

  /** Whether a text is that many digits and nothing else. */
  static boolean is(String text, int digits) {
    return text.length() == digits && in(text, 0, digits);
  }

  /**
   * Whether a text, which is long enough, has digits alone from {@code from} to before {@code to}.
   */
  static boolean in(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
