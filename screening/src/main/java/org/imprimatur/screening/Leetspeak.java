package org.imprimatur.screening;

/** Reads digits and signs as the letters they stand for, and {@code l} as {@code i}. */
final class Leetspeak {
  private static final String WRITTEN = "013457@$|l";
  private static final String READ = "oieastasii";

  private Leetspeak() {}

  /** The folded text as it is read. An exclamation mark counts within a word alone. */
  static String read(String folded) {
    StringBuilder read = new StringBuilder(folded);
    for (int i = 0; i < read.length(); i++) {
      int place = WRITTEN.indexOf(read.charAt(i));
      if (place >= 0) {
        read.setCharAt(i, READ.charAt(place));
      } else if (read.charAt(i) == '!' && letterFollows(folded, i)) {
        read.setCharAt(i, 'i');
      }
    }
    return read.toString();
  }

  private static boolean letterFollows(String folded, int i) {
    return i + 1 < folded.length() && Character.isLetterOrDigit(folded.charAt(i + 1));
  }
}
