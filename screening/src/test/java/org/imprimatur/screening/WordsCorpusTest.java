package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What the comparison of words finds, misses and finds wrongly, example by example. */
class WordsCorpusTest {
  private static final List<Example> EXAMPLES =
      Corpus.rows("words.tsv").stream().map(Example::of).toList();

  @Test
  void everyExampleComesOutAsItIsWritten() {
    SoftAssertions all = new SoftAssertions();
    for (Example example : EXAMPLES) {
      all.assertThat(example.found())
          .as("%s, in [%s]", example.entry(), example.text())
          .isEqualTo(example.kind().equals("found") || example.kind().equals("false"));
    }
    all.assertAll();
  }

  @Test
  void gapsAndFalseHitsAreFewAndCounted() {
    assertThat(count("found")).isGreaterThanOrEqualTo(130);
    assertThat(count("missed")).isEqualTo(19);
    assertThat(count("clean")).isGreaterThanOrEqualTo(55);
    assertThat(count("false")).isEqualTo(10);
  }

  @Test
  void lookAlikesCountOnlyWhereTheyAreWanted() {
    assertThat(finds("look-alikes: true", "vіаgrа")).isTrue();
    assertThat(finds("look-alikes: false", "vіаgrа")).isFalse();
    assertThat(finds("look-alikes: false", "Ｖi\u00adÁgra")).isTrue();
  }

  @Test
  void wordsSpelledOutCountOnlyWhereTheyAreWanted() {
    assertThat(finds("spelled-out: true", "v i a g r a")).isTrue();
    assertThat(finds("spelled-out: false", "v i a g r a")).isFalse();
  }

  private static boolean finds(String key, String text) {
    return held(Desk.rule("blocked-words", key, "words: [viagra]"), text);
  }

  private static long count(String kind) {
    return EXAMPLES.stream().filter(example -> example.kind().equals(kind)).count();
  }

  private static boolean held(Rules rules, String text) {
    return !new Desk().examine(rules, text).equals(Desk.APPROVED);
  }

  private record Example(String kind, String entry, String text) {
    static Example of(List<String> row) {
      assertThat(row).hasSize(3);
      assertThat(row.get(0)).isIn(Stream.of("found", "missed", "clean", "false").toList());
      return new Example(row.get(0), row.get(1), row.get(2));
    }

    boolean found() {
      boolean leet = entry.startsWith("leet:");
      String word = leet ? entry.substring("leet:".length()) : entry;
      return held(
          Desk.rule("blocked-words", "leetspeak: " + leet, "words: ['" + word + "']"), text);
    }
  }
}
