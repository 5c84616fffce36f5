package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text made to be slow: eight times as much takes about eight times as long in the processor, where
 * anything quadratic takes sixty-four times. The least of several tries counts.
 */
class LinearTimeTest {
  private static final int SHORT = 600;
  private static final int LONG = 4_800;
  private static final double MOST_TIMES = 24;
  private static final int TRIES = 15;

  private static final Rules RULES =
      Rules.parse(
          """
          rules:
            - rule: nothing-visible
              then: hold
            - rule: blocked-words
              leetspeak: true
              words: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, viagra, "*bad*", "a a a a a a b"]
            - rule: blocked-domains
              domains: [a.a.a.b, evil.example]
            - rule: links
            - rule: repeated-own-text
              shortest: 1
          """);

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("one letter", "a"),
        Arguments.of("single letters", "a "),
        Arguments.of("labels", "a."),
        Arguments.of("at signs", "a@"),
        Arguments.of("schemes", "http://"),
        Arguments.of("addresses", "www.a.a "),
        Arguments.of("percents", "%61."),
        Arguments.of("punycode", "xn--"),
        Arguments.of("hosts in punycode", "xn--aa.a "),
        Arguments.of("marks", "\u0316\u0301"),
        Arguments.of("marks of India", "\u093c\u094d"),
        Arguments.of("marks of Japan", "\u3099"),
        Arguments.of("invisible", "\u200b"),
        Arguments.of("expanding", "\ufdfa"),
        Arguments.of("mathematical", "\ud835\udd1e"),
        Arguments.of("overrides", "\u202ea"),
        Arguments.of("nested links", "["),
        Arguments.of("nested images", "!["),
        Arguments.of("closed brackets", "[]("),
        Arguments.of("emphasis", "*a_ "),
        Arguments.of("stars", "*"),
        Arguments.of("backticks", "` "),
        Arguments.of("quotes", "> "),
        Arguments.of("lists", "- "),
        Arguments.of("entities", "&#97;"),
        Arguments.of("tags", "<a "),
        Arguments.of("line ends", "a\n"),
        Arguments.of("leetspeak", "4!"),
        Arguments.of("Han", "\u4f1f"),
        Arguments.of("Hangul", "\u1100\u1161"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void timeGrowsWithTheText(String name, String part) {
    Desk desk = new Desk();
    desk.published(1, "a", Duration.ofMinutes(1));
    ApprovalRequest small = post(part, SHORT);
    ApprovalRequest large = post(part, LONG);
    least(desk, RULES, small);
    double shortTime = least(desk, RULES, small);
    double longTime = least(desk, RULES, large);

    assertThat(longTime / shortTime)
        .as("%.0f ns, %.0f ns", shortTime, longTime)
        .isLessThan(MOST_TIMES);
  }

  @Test
  void anythingQuadraticWouldBeSeen() {
    Rule pairs =
        post ->
            post.readable().chars().filter(c -> post.readable().lastIndexOf('y') > c).count() > 0
                ? Optional.of(Finding.hold("pairs", ""))
                : Optional.empty();
    Rules quadratic = new Rules(List.of(new Rules.Named("pairs", pairs)));
    Desk desk = new Desk();
    least(desk, quadratic, post("a", SHORT));

    assertThat(least(desk, quadratic, post("a", LONG)) / least(desk, quadratic, post("a", SHORT)))
        .isGreaterThan(MOST_TIMES);
  }

  private static ApprovalRequest post(String part, int codePoints) {
    int each = part.codePointCount(0, part.length());
    return Desk.post("x" + part.repeat(codePoints / each) + "x");
  }

  private static double least(Desk desk, Rules rules, ApprovalRequest post) {
    return LongStream.range(0, TRIES).map(i -> time(desk, rules, post)).min().orElseThrow();
  }

  private static long time(Desk desk, Rules rules, ApprovalRequest post) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    desk.examine(rules, post);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }
}
