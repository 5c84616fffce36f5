package org.imprimatur.post;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A word in a text: letters, marks and digits as far as there is nothing else between them.
 *
 * @param plain the word without capitals and accents
 * @param start where it begins, counted in chars
 * @param end where it has ended
 */
record Word(String plain, int start, int end) {
  private static final int FIRST_ACCENT = 0x300;
  private static final int LAST_ACCENT = 0x36f;

  /** The words of a text, in its order. */
  static List<Word> in(String text) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && belongs(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (end > at) {
        words.add(new Word(plain(text.substring(at, end)), at, end));
        at = end;
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    return words.stream().filter(word -> !word.plain().isEmpty()).toList();
  }

  private static boolean belongs(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  private static String plain(String word) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(word, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> c < FIRST_ACCENT || c > LAST_ACCENT)
        .map(Character::toLowerCase)
        .forEach(plain::appendCodePoint);
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }
}
