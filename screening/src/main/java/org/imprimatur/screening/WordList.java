package org.imprimatur.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Words looked for in a text all at once. {@code spam} is that word alone, {@code spam*} any word
 * that begins so, {@code *spam} any that ends so, {@code *spam*} these letters anywhere; several
 * words are found in a row. A word in a script without spaces is found anywhere.
 *
 * <p>A tree of letters: each place of the text is compared with all words at once and with no more
 * letters than the longest has.
 */
final class WordList {
  /** The longest entry in characters, without its asterisks. */
  static final int LONGEST = 100;

  private final Branch root = new Branch();
  private boolean startsInsideWords;

  private WordList() {}

  /**
   * A list of entries.
   *
   * @param read how text becomes the words to compare
   */
  static WordList of(List<String> entries, UnaryOperator<String> read) {
    WordList list = new WordList();
    entries.forEach(written -> list.add(written, read.apply(letters(written))));
    return list;
  }

  /** What an entry looks for, without asterisks. */
  static String letters(String written) {
    int begin = written.startsWith("*") ? 1 : 0;
    int end = written.length() - (written.endsWith("*") && written.length() > begin ? 1 : 0);
    return written.substring(begin, end);
  }

  private void add(String written, String words) {
    boolean anywhere = words.codePoints().anyMatch(Words.UNSPACED::contains);
    Entry entry =
        new Entry(written, anywhere || written.startsWith("*"), anywhere || written.endsWith("*"));
    startsInsideWords |= entry.openStart();
    Branch branch = root;
    for (int i = 0; i < words.length(); i++) {
      branch = branch.next.computeIfAbsent(words.charAt(i), c -> new Branch());
    }
    branch.entries.add(entry);
  }

  /** About {@code limit} entries at most, as they were written, that are among the words. */
  Set<String> in(String words, int limit) {
    Set<String> found = new LinkedHashSet<>();
    for (int i = 0; i < words.length() && found.size() < limit; i++) {
      if (startsInsideWords || edge(words, i)) {
        findAt(words, i, found);
      }
    }
    return found;
  }

  private void findAt(String words, int start, Set<String> found) {
    Optional<Branch> branch = root.next(words.charAt(start));
    for (int end = start + 1; branch.isPresent(); end++) {
      for (Entry entry : branch.get().entries) {
        if ((entry.openStart() || edge(words, start)) && (entry.openEnd() || edge(words, end))) {
          found.add(entry.written());
        }
      }
      branch = end < words.length() ? branch.get().next(words.charAt(end)) : Optional.empty();
    }
  }

  /** Whether a word begins or ends before the character at {@code place}. */
  private static boolean edge(String words, int place) {
    return place == 0
        || place == words.length()
        || words.charAt(place) == ' '
        || words.charAt(place - 1) == ' ';
  }

  private record Entry(String written, boolean openStart, boolean openEnd) {}

  private static final class Branch {
    private final Map<Character, Branch> next = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private Optional<Branch> next(char c) {
      return Optional.ofNullable(next.get(c));
    }
  }
}
