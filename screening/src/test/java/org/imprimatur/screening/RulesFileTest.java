package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a file of rules, and how a mistake is told. */
class RulesFileTest {
  private static final Consequence HOLD = new Consequence(Optional.empty());

  @Test
  void everyKeyHasItsDefault() {
    assertThat(only("nothing-visible"))
        .isEqualTo(
            new NothingVisible(new Consequence(Optional.of("There is nothing to see in it."))));
    assertThat(only("links")).isEqualTo(new TooManyLinks(HOLD, 2));
    assertThat(only("repeated-own-text"))
        .isEqualTo(new RepeatedText(HOLD, "repeated-own-text", Duration.ofDays(7), 20));
    assertThat(only("repeated-text-of-others"))
        .isEqualTo(new RepeatedText(HOLD, "repeated-text-of-others", Duration.ofDays(7), 40));
    assertThat(only("posts-per-hour")).isEqualTo(new TooManyPosts(HOLD, 5));
    assertThat(only("new-authors")).isEqualTo(new NewAuthor(3));
    assertThat(only("trusted-authors")).isEqualTo(new TrustedAuthor(10, Duration.ofDays(90)));
  }

  @Test
  void listsHaveTheirDefaults() {
    BlockedWords words = (BlockedWords) only("blocked-words", "words: [spam]");
    BlockedDomains domains = (BlockedDomains) only("blocked-domains", "domains: [a.example]");

    assertThat(words.then()).isEqualTo(HOLD);
    assertThat(words.readings()).containsOnlyKeys(Reading.PLAIN, Reading.ALIKE);
    assertThat(words.spelledOut()).isTrue();
    assertThat(domains.then()).isEqualTo(HOLD);
  }

  @ParameterizedTest
  @CsvSource({
    "links, at-most, 0, 1000",
    "repeated-own-text, shortest, 1, 5000",
    "repeated-text-of-others, shortest, 1, 5000",
    "posts-per-hour, at-most, 1, 100",
    "new-authors, first, 1, 100",
    "trusted-authors, published, 1, 100"
  })
  void numbersHaveBounds(String rule, String key, int least, int most) {
    accepts(rule, key + ": " + least);
    accepts(rule, key + ": " + most);
    String problem = key + " is a whole number from " + least + " to " + most;
    refuses(problem, rule, key + ": " + (least - 1));
    refuses(problem, rule, key + ": " + (most + 1));
    refuses(problem, rule, key + ": 1.5");
    refuses(problem, rule, key + ": many");
    refuses(problem, rule, key + ": 99999999999999999999");
  }

  @ParameterizedTest
  @CsvSource({
    "repeated-own-text, within",
    "repeated-text-of-others, within",
    "trusted-authors, none-rejected-for"
  })
  void timesHaveBounds(String rule, String key) {
    accepts(rule, key + ": 1m");
    accepts(rule, key + ": 24h");
    accepts(rule, key + ": 365d");
    for (String wrong : new String[] {"0m", "366d", "1w", "d", "7", "-1d", "P1D"}) {
      refuses(key + " is a time such as 30m, 24h or 7d, from 1m to 365d", rule, key + ": " + wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"look-alikes", "leetspeak", "spelled-out"})
  void choicesAreTrueOrFalse(String key) {
    accepts("blocked-words", "words: [spam]", key + ": true");
    accepts("blocked-words", "words: [spam]", key + ": false");
    refuses(key + " is true or false", "blocked-words", "words: [spam]", key + ": yes");
  }

  @Test
  void whatFollowsIsHoldOrReject() {
    accepts("links", "then: hold");
    accepts("links", "then: reject", "message: No.");
    refuses("then is hold or reject", "links", "then: approve");
    refuses("message is for authors of rejected posts", "links", "message: No.");
    refuses("message is a line of 1 to 500", "links", "then: reject", "message: ' '");
    refuses("there is no key then here", "new-authors", "then: reject");
    refuses("there is no key then here", "trusted-authors", "then: hold");
  }

  @Test
  void wordsAreChecked() {
    refuses("words is missing", "blocked-words");
    refuses("words is a list with at least one item", "blocked-words", "words: []");
    refuses("words is a list with at least one item", "blocked-words", "words: spam");
    refuses("\"***\" has an asterisk inside", "blocked-words", "words: ['***']");
    refuses("\"a*b\" has an asterisk inside", "blocked-words", "words: ['a*b']");
    refuses("\"!?\" has no letter or digit", "blocked-words", "words: ['!?']");
    refuses("words is a word or a number", "blocked-words", "words: [[spam]]");
    refuses("words is a word or a number", "blocked-words", "words: [~]");
    refuses("words is a line of 1 to 100", "blocked-words", "words: [" + "x".repeat(101) + "]");
    accepts("blocked-words", "words: [" + "x".repeat(100) + ", no, 42, 1.5]");
  }

  @Test
  void listsHaveALargestSize() {
    accepts("blocked-words", "words: [" + many(10_000) + "]");
    refuses("words has more than 10,000 items", "blocked-words", "words: [" + many(10_001) + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example",
        ".example.org",
        "a..example",
        "'*.example.org'",
        "https://a.example",
        "a.b/c"
      })
  void domainsAreChecked(String domain) {
    refuses("is no domain such as example.org", "blocked-domains", "domains: [" + domain + "]");
  }

  @Test
  void mistakesAreToldWithTheirLine() {
    String file =
        """
        # comment
        rules:
          - rule: links
            at-most: 2
          - rule: blocked-words
            wrods:
              - spam
        """;
    assertRefused(file, "line 5: words is missing");
    assertRefused(
        file.replace("wrods", "words").replace("at-most", "most"),
        "line 4: there is no key most here, only at-most, message, rule, then");
    assertRefused(file.replace("rule: links", "rule: link"), "line 3: rule is none of blocked-do");
    assertRefused(file.replace("- rule: links", "- links"), "line 4: not YAML");
    assertRefused("rules:\n  - links\n", "line 2: expected keys with values");
    assertRefused("rules:\n- {rule: links, rule: links}\n", "line 2: the key rule is there twice");
    assertRefused("rules: [{rule: links}]\nrule: []\n", "line 2: there is no key rule here, only");
  }

  @Test
  void fileHasRules() {
    assertRefused("", "rules is missing");
    assertRefused("# nothing\n", "rules is missing");
    assertRefused("version: 1\n", "line 1: rules is missing");
    assertRefused("rules:\n", "line 1: rules is a list with at least one item");
    assertRefused("rules: []\n", "line 1: rules is a list with at least one item");
    assertRefused("- rule: links\n", "line 1: expected keys with values");
    assertRefused("rules: [{}]\n", "line 1: rule is missing");
    assertRefused("rules: [" + "{rule: links},".repeat(101) + "]", "rules has more than 100 items");
    assertRefused("{}: b\n", "line 1: a key is a word");
  }

  @Test
  void nothingInAFileBecomesAnObject() {
    assertRefused("!!java.net.URL [http://a.example]\n", "line 1: not YAML: Global tag");
    assertRefused("rules: [{rule: !!java.io.File [x]}]\n", "line 1: not YAML: Global tag");
    assertRefused("rules: &r [{rule: links, <<: *x}]\n", "line 1: not YAML");
  }

  private static Rule only(String name, String... keys) {
    return Desk.rule(name, keys).inOrder().get(0).rule();
  }

  private static void accepts(String name, String... keys) {
    assertThatCode(() -> Desk.rule(name, keys)).doesNotThrowAnyException();
  }

  private static void refuses(String problem, String name, String... keys) {
    assertThatThrownBy(() -> Desk.rule(name, keys))
        .isInstanceOf(RulesRefused.class)
        .hasMessageStartingWith("line 1: ")
        .hasMessageContaining(problem);
  }

  private static void assertRefused(String file, String problem) {
    assertThatThrownBy(() -> Rules.parse(file))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining(problem);
  }

  private static String many(int count) {
    return IntStream.range(0, count).mapToObj(i -> "word" + i).collect(Collectors.joining(", "));
  }
}
