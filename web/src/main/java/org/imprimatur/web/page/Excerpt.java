package org.imprimatur.web.page;

/** Stretches of a text that is too long to show whole. Counts code points and cuts none in two. */
final class Excerpt {
  private static final int BEFORE = 60;

  private Excerpt() {}

  /** The beginning of a text, at most {@code limit} code points. */
  static String of(String text, int limit) {
    return around(0, text, limit);
  }

  /** At most {@code limit} code points of a text, with those at {@code place}, counted in chars. */
  static String around(int place, String text, int limit) {
    int before = Math.min(BEFORE, text.codePointCount(0, place));
    int start = text.codePointCount(0, text.length()) <= limit ? 0 : back(text, place, before);
    String rest = text.substring(start);
    String begun = start == 0 ? rest : "…" + rest.stripLeading();
    if (begun.codePointCount(0, begun.length()) <= limit) {
      return begun;
    }
    return begun.substring(0, begun.offsetByCodePoints(0, limit)).stripTrailing() + "…";
  }

  private static int back(String text, int place, int codePoints) {
    return text.offsetByCodePoints(place, -codePoints);
  }
}
