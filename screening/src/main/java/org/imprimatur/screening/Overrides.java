package org.imprimatur.screening;

/**
 * Text that is shown backwards: what stands behind a right-to-left override, up to its end or the
 * line's.
 *
 * @see <a href="https://www.unicode.org/reports/tr9/#Explicit_Directional_Overrides">UAX 9</a>
 */
final class Overrides {
  private static final char OVERRIDE = '\u202e';
  private static final char END = '\u202c';

  private Overrides() {}

  /** All of it, turned round, a line for each stretch; empty where there is none. */
  static String turnedRound(String text) {
    StringBuilder turned = new StringBuilder();
    for (int i = text.indexOf(OVERRIDE); i >= 0; i = text.indexOf(OVERRIDE, i)) {
      int from = i + 1;
      i = from;
      while (i < text.length() && !ends(text.charAt(i))) {
        i++;
      }
      turned.append(new StringBuilder(text.substring(from, i)).reverse()).append('\n');
    }
    return turned.toString();
  }

  private static boolean ends(char c) {
    return c == END || c == OVERRIDE || c == '\n';
  }
}
