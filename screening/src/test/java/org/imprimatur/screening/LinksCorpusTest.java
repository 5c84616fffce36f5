package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** How links are counted and domains found, example by example. */
class LinksCorpusTest {
  private static final List<List<String>> EXAMPLES = Corpus.rows("links.tsv");
  private static final Rules BLOCKED =
      Desk.rule("blocked-domains", "domains: [evil.example, bücher.example]");

  @Test
  void linksAreCountedAsThePagesMakeThemAndBareOnesToo() {
    SoftAssertions all = new SoftAssertions();
    for (List<String> row : EXAMPLES) {
      all.assertThat(Rendered.of(row.get(2)).links())
          .as(row.get(2))
          .hasSize(Integer.parseInt(row.get(0)));
    }
    all.assertAll();
  }

  @Test
  void domainsAreFoundHoweverTheyAreWritten() {
    SoftAssertions all = new SoftAssertions();
    for (List<String> row : EXAMPLES) {
      boolean found = !new Desk().examine(BLOCKED, row.get(2)).equals(Desk.APPROVED);
      all.assertThat(found).as(row.get(2)).isEqualTo(row.get(1).equals("yes"));
    }
    all.assertAll();
  }

  @Test
  void gapsAreFewAndCounted() {
    assertThat(EXAMPLES).hasSizeGreaterThan(60);
    assertThat(EXAMPLES.stream().filter(row -> row.get(1).equals("missed"))).hasSize(4);
  }
}
