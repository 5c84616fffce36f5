package org.imprimatur.post;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reader looks for: words, all of which a post has to have in its title or body, whole, in
 * any order, in capitals or not and with accents or without. Nothing that is typed has another
 * meaning than its words.
 *
 * @param words the words, each once, without capitals and accents; at least one
 */
public record SearchTerms(List<String> words) {
  /** How much of a search is looked at, in code points. */
  public static final int LONGEST = 200;

  /** Keeps its own copy; refuses a search for nothing. */
  public SearchTerms {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a search is for at least one word");
    }
    words = List.copyOf(words);
  }

  /** What somebody typed, if it has a word in it and is not {@link #tooLong too long}. */
  public static Optional<SearchTerms> parse(String typed) {
    if (tooLong(typed)) {
      return Optional.empty();
    }
    List<String> words = Word.in(typed).stream().map(Word::plain).distinct().toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(new SearchTerms(words));
  }

  /** Whether it has more than {@value #LONGEST} code points. */
  public static boolean tooLong(String typed) {
    return typed.codePointCount(0, typed.length()) > LONGEST;
  }

  /** Whether a text has all the words. */
  public boolean match(Submission text) {
    Set<String> there = new HashSet<>();
    Word.in(text.title()).forEach(word -> there.add(word.plain()));
    Word.in(text.body()).forEach(word -> there.add(word.plain()));
    return there.containsAll(words);
  }

  /** Where the first of the words begins in a text, counted in chars; 0 where none is there. */
  public int first(String text) {
    return hits(text).stream().map(Word::start).findFirst().orElse(0);
  }

  /** A text in parts, of which those that are a word that is looked for say so. */
  public List<Part> mark(String text) {
    List<Part> parts = new ArrayList<>();
    int done = 0;
    for (Word hit : hits(text)) {
      if (hit.start() > done) {
        parts.add(new Part(text.substring(done, hit.start()), false));
      }
      parts.add(new Part(text.substring(hit.start(), hit.end()), true));
      done = hit.end();
    }
    if (done < text.length()) {
      parts.add(new Part(text.substring(done), false));
    }
    return parts;
  }

  /** The words with a space between, as they may be searched for again. */
  @Override
  public String toString() {
    return words.stream().collect(Collectors.joining(" "));
  }

  private List<Word> hits(String text) {
    return Word.in(text).stream().filter(word -> words.contains(word.plain())).toList();
  }

  /**
   * A part of a text.
   *
   * @param text the part, untrusted
   * @param hit whether it is a word that is looked for
   */
  public record Part(String text, boolean hit) {}
}
