package org.imprimatur.screening;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.screening.Finding.Action;

/**
 * Words of a list, in the title, the body or where links lead.
 *
 * @param readings the list as each way to read a text spells it
 */
record BlockedWords(Consequence then, Map<Reading, WordList> readings, boolean spelledOut)
    implements Rule {
  static final String NAME = "blocked-words";
  private static final String CODE = "blocked-word";
  private static final String MESSAGE = "It has words in it that are not welcome here.";
  private static final int MOST_WORDS = 10_000;
  private static final int MOST_NAMED = 5;

  BlockedWords {
    readings = Map.copyOf(readings);
  }

  static Rule of(Keys keys) {
    Consequence then = Consequence.of(keys, Action.HOLD, MESSAGE);
    Set<Reading> readings = readings(keys);
    boolean spelledOut = keys.truth("spelled-out", true);
    List<String> words =
        keys.texts("words", MOST_WORDS, WordList.LONGEST, word -> problem(word, readings));
    Map<Reading, WordList> lists = new EnumMap<>(Reading.class);
    readings.forEach(reading -> lists.put(reading, WordList.of(words, reading::words)));
    return new BlockedWords(then, lists, spelledOut);
  }

  /** As it is written always: letters that look like others are still what they are. */
  private static Set<Reading> readings(Keys keys) {
    Set<Reading> readings = EnumSet.of(Reading.PLAIN);
    if (keys.truth("look-alikes", true)) {
      readings.add(Reading.ALIKE);
    }
    if (keys.truth("leetspeak", false)) {
      readings.add(Reading.LEET);
    }
    return readings;
  }

  private static Optional<String> problem(String word, Set<Reading> readings) {
    String letters = WordList.letters(word);
    if (letters.contains("*")) {
      return Optional.of("has an asterisk inside; it may begin and end with one");
    }
    return readings.stream().anyMatch(reading -> reading.words(letters).isEmpty())
        ? Optional.of("has no letter or digit to look for")
        : Optional.empty();
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    Set<String> found = new TreeSet<>();
    readings.forEach((reading, list) -> found.addAll(in(post.words(reading), list)));
    return found.isEmpty() ? Optional.empty() : Optional.of(then.of(CODE, Detail.list(found)));
  }

  private Set<String> in(String words, WordList list) {
    Set<String> found = list.in(words, MOST_NAMED);
    if (spelledOut) {
      Words.puttingTogether(words).ifPresent(put -> found.addAll(list.in(put, MOST_NAMED)));
    }
    return found;
  }
}
