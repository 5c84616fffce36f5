package org.imprimatur.screening;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts folded text into words: runs of letters, with one space between two. A number is a word of
 * its own, and so is what stands in a script that puts no spaces between words.
 */
final class Words {
  /** Scripts whose words only a dictionary tells apart. */
  static final UnicodeSet UNSPACED =
      new UnicodeSet(
              "[[[:sc=Han:][:sc=Hira:][:sc=Kana:][:sc=Bopo:][:lb=SA:]]\\u30FC\\u3099\\u309A]")
          .freeze();

  /** A word spelled out has at least so many letters, or two initials would be one. */
  private static final int SHORTEST_SPELLED_OUT = 3;

  private Words() {}

  /** The words of a folded text, a space between each two. */
  static String of(String folded) {
    StringBuilder words = new StringBuilder(folded.length());
    Kind last = Kind.BETWEEN;
    for (int i = 0; i < folded.length(); ) {
      int c = folded.codePointAt(i);
      i += Character.charCount(c);
      Kind kind = kind(c);
      if (kind != last && kind != Kind.BETWEEN && !words.isEmpty()) {
        words.append(' ');
      }
      if (kind != Kind.BETWEEN) {
        words.appendCodePoint(c);
      }
      last = kind;
    }
    return words.toString();
  }

  /**
   * The words with those put together that were spelled out, {@code v i a g r a}, or empty where
   * none were.
   */
  static Optional<String> puttingTogether(String words) {
    List<String> all = new ArrayList<>();
    List<String> single = new ArrayList<>();
    boolean any = false;
    for (String word : words.split(" ", -1)) {
      if (word.codePointCount(0, word.length()) == 1) {
        single.add(word);
      } else {
        any |= flush(single, all);
        all.add(word);
      }
    }
    any |= flush(single, all);
    return any ? Optional.of(String.join(" ", all)) : Optional.empty();
  }

  private static boolean flush(List<String> single, List<String> all) {
    boolean spelledOut = single.size() >= SHORTEST_SPELLED_OUT;
    if (spelledOut) {
      all.add(String.join("", single));
    } else {
      all.addAll(single);
    }
    single.clear();
    return spelledOut;
  }

  private static Kind kind(int c) {
    if (c < 0x80) {
      return asciiKind(c);
    }
    if (UNSPACED.contains(c)) {
      return UCharacter.isLetterOrDigit(c) || mark(c) ? Kind.UNSPACED : Kind.BETWEEN;
    }
    return UCharacter.isLetter(c) || mark(c) ? Kind.LETTER : Kind.BETWEEN;
  }

  private static Kind asciiKind(int c) {
    if (c >= 'a' && c <= 'z') {
      return Kind.LETTER;
    }
    return c >= '0' && c <= '9' ? Kind.DIGIT : Kind.BETWEEN;
  }

  private static boolean mark(int c) {
    int type = UCharacter.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private enum Kind {
    BETWEEN,
    LETTER,
    DIGIT,
    UNSPACED
  }
}
