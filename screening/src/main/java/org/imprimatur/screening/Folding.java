package org.imprimatur.screening;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes texts comparable that a reader takes for the same: Unicode form NFKC, full case folding,
 * without what is invisible and without accents. Takes time in proportion to the text. Thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">UAX 15, normalization forms</a>
 */
final class Folding {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

  /**
   * What is drawn as nothing, or as part of the letter before it, where scripts spell the same word
   * without it too. Not the vowel signs of India and Thailand, nor the voicing marks of Japan.
   */
  private static final UnicodeSet DROPPED =
      new UnicodeSet(
              "[[:Default_Ignorable_Code_Point:][:Cf:][[:Cc:]-[\\t\\n\\r]]\\u0640"
                  + "[[[:Mn:][:Me:]]&[[:sc=Zinh:][:sc=Arab:][:sc=Hebr:][:sc=Cyrl:][:sc=Grek:]"
                  + "[:sc=Latn:]]]-[\\u3099\\u309A]]")
          .freeze();

  /** The longest run of combining characters that real text has (stream-safe text, UAX 15). */
  private static final int LONGEST_RUN = 30;

  /** Letters are few; this is the most that hostile text can make us remember. */
  private static final int MOST_REMEMBERED = 10_000;

  private static final Map<Integer, String> PLAIN = new ConcurrentHashMap<>();
  private static final Map<Integer, String> ALIKE = new ConcurrentHashMap<>();

  private Folding() {}

  /** The text for comparison letter by letter. */
  static String plain(String text) {
    return each(text, c -> remembered(PLAIN, c, Folding::plainOne));
  }

  /** The same with each letter that looks like a Latin one in its place, as {@link Lookalikes}. */
  static String alike(String text) {
    return each(text, c -> remembered(ALIKE, c, Folding::alikeOne));
  }

  /** Without what {@link #plain} drops. */
  static String withoutDropped(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> !DROPPED.contains(c)).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String each(String text, Function<Integer, String> one) {
    String tidy = ascii(text) ? text : NFKC.normalize(streamSafe(text));
    StringBuilder folded = new StringBuilder(tidy.length());
    for (int i = 0; i < tidy.length(); ) {
      int c = tidy.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        folded.append((char) lower(c));
      } else {
        folded.append(one.apply(c));
      }
    }
    return folded.toString();
  }

  private static String remembered(
      Map<Integer, String> known, int c, Function<Integer, String> one) {
    return Optional.ofNullable(known.get(c))
        .orElseGet(
            () -> {
              String folded = one.apply(c);
              if (known.size() < MOST_REMEMBERED) {
                known.put(c, folded);
              }
              return folded;
            });
  }

  private static String plainOne(int c) {
    int digit = UCharacter.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? UCharacter.digit(c) : -1;
    return digit >= 0
        ? Integer.toString(digit)
        : withoutDropped(UCharacter.foldCase(bare(c), true));
  }

  private static String alikeOne(int c) {
    String plain = plainOne(c);
    return ascii(plain) ? plain : Lookalikes.of(bare(c)).orElse(plain);
  }

  /** A letter without its accents, its case kept. */
  private static String bare(int c) {
    String parts = Optional.ofNullable(NFD.getDecomposition(c)).orElseGet(() -> string(c));
    String bare = withoutDropped(parts);
    // Composed again: a Korean syllable is one letter, not two or three.
    return Normalizer2.getNFCInstance().normalize(bare);
  }

  /** Without what is dropped anyway, and with no run of combining characters beyond real ones. */
  private static String streamSafe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (DROPPED.contains(c)) {
        continue;
      }
      run = UCharacter.getCombiningClass(c) == 0 ? 0 : run + 1;
      if (run <= LONGEST_RUN) {
        safe.appendCodePoint(c);
      }
    }
    return safe.toString();
  }

  static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  static String string(int c) {
    return Character.toString(c);
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }
}
