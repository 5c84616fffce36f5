package org.imprimatur.screening;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which Latin letters a letter of another alphabet is taken for, by the data of UTS 39. Letters of
 * ASCII stand for themselves alone, where the skeletons of UTS 39 take {@code m} for {@code rn}: a
 * burn is no bum.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS 39</a>
 */
final class Lookalikes {
  private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

  /** Letters that stand among letters of their own only: written without spaces, or leftwards. */
  private static final UnicodeSet OWN_COMPANY =
      new UnicodeSet("[[:sc=Han:][:sc=Hira:][:sc=Kana:][:sc=Bopo:][:sc=Hang:][:lb=SA:]]").freeze();

  /** Small capitals, of which UTS 39 knows but some. */
  private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ";

  private static final String SMALL_CAPITALS_ARE = "abcdefghijklmnopqrstuvwyz";

  private static final int CIRCLED_A = 0x1f150;
  private static final int SQUARED_A = 0x1f170;
  private static final int LETTERS = 26;

  private Lookalikes() {}

  /** The small Latin letters that {@code letter}, one without accents, is taken for. */
  static Optional<String> of(String letter) {
    int c = letter.codePointAt(0);
    if (letter.length() != Character.charCount(c)) {
      return Optional.empty();
    }
    return known(c).or(() -> byData(c));
  }

  private static Optional<String> known(int c) {
    int smallCapital = SMALL_CAPITALS.indexOf(c);
    if (smallCapital >= 0) {
      return Optional.of(SMALL_CAPITALS_ARE.substring(smallCapital, smallCapital + 1));
    }
    return inverse(c, CIRCLED_A).or(() -> inverse(c, SQUARED_A));
  }

  /** White letters on black, which have no decomposition. */
  private static Optional<String> inverse(int c, int first) {
    int place = c - first;
    return place >= 0 && place < LETTERS
        ? Optional.of(Folding.string('a' + place))
        : Optional.empty();
  }

  private static Optional<String> byData(int c) {
    if (!UCharacter.isLetter(c) || leftwards(c) || OWN_COMPANY.contains(c)) {
      return Optional.empty();
    }
    // In its own case first; what is not alike in it may be in the other. A capital I is taken for
    // an l by the data, which is not how a word is read where the small letter is an i.
    return Stream.of(c, UCharacter.toLowerCase(c), UCharacter.toUpperCase(c))
        .flatMap(form -> skeleton(form).stream())
        .reduce((first, next) -> first.equals("l") && next.equals("i") ? next : first);
  }

  private static Optional<String> skeleton(int c) {
    String skeleton = Folding.withoutDropped(CHECKER.getSkeleton(Folding.string(c)));
    String small = skeleton.toLowerCase(Locale.ROOT).replace("rn", "m");
    boolean latin = !small.isEmpty() && small.chars().allMatch(l -> l >= 'a' && l <= 'z');
    return latin ? Optional.of(small) : Optional.empty();
  }

  private static boolean leftwards(int c) {
    int direction = UCharacter.getDirection(c);
    return direction == UCharacterDirection.RIGHT_TO_LEFT
        || direction == UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
  }
}
