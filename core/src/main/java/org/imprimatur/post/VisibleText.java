package org.imprimatur.post;

/** Tells text a person can see from text that only looks present to a computer. */
final class VisibleText {
  private static final int BRAILLE_BLANK = 0x2800;
  private static final int HANGUL_FILLER = 0x3164;
  private static final int HALFWIDTH_HANGUL_FILLER = 0xffa0;
  private static final int HANGUL_CHOSEONG_FILLER = 0x115f;
  private static final int HANGUL_JUNGSEONG_FILLER = 0x1160;
  private static final int KHMER_INHERENT_AQ = 0x17b4;
  private static final int KHMER_INHERENT_AA = 0x17b5;
  private static final int NULL_NOTEHEAD = 0x1d159;
  private static final int UNASSIGNED_FORMAT = 0x2065;
  private static final int FIRST_UNASSIGNED_SPECIAL = 0xfff0;
  private static final int LAST_UNASSIGNED_SPECIAL = 0xfff8;
  private static final int FIRST_IGNORABLE = 0xe0000;
  private static final int LAST_IGNORABLE = 0xe0fff;
  private static final int LAST_TWO_OF_PLANE = 0xfffe;
  private static final int REPLACEMENT = 0xfffd;

  private VisibleText() {}

  /** Whether at least one code point leaves a mark of its own on the page. */
  static boolean in(String text) {
    return text.codePoints().anyMatch(VisibleText::visible);
  }

  /**
   * Whether it is text that every store, wire and parser carries unchanged: without lone surrogates
   * and noncharacters, without the character that decoders put for bytes that were no text, and
   * without controls and line separators but those allowed.
   */
  static boolean isText(String text, String allowed) {
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int codePoint = text.codePointAt(at);
      if (forbidden(codePoint) && allowed.indexOf(codePoint) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean forbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default ->
          codePoint == REPLACEMENT
              || (codePoint & LAST_TWO_OF_PLANE) == LAST_TWO_OF_PLANE
              || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
    };
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> !blank(codePoint);
    };
  }

  /** Letters and symbols by category that are drawn as nothing. */
  private static boolean blank(int codePoint) {
    return switch (codePoint) {
      case BRAILLE_BLANK,
          HANGUL_FILLER,
          HALFWIDTH_HANGUL_FILLER,
          HANGUL_CHOSEONG_FILLER,
          HANGUL_JUNGSEONG_FILLER,
          KHMER_INHERENT_AQ,
          KHMER_INHERENT_AA,
          NULL_NOTEHEAD,
          UNASSIGNED_FORMAT ->
          true;
      default ->
          (codePoint >= FIRST_IGNORABLE && codePoint <= LAST_IGNORABLE)
              || (codePoint >= FIRST_UNASSIGNED_SPECIAL && codePoint <= LAST_UNASSIGNED_SPECIAL);
    };
  }
}
