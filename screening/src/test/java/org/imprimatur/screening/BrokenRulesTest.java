package org.imprimatur.screening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a file is broken, it is refused with a message, or it is a file of rules. */
class BrokenRulesTest {
  private static final String GOOD = RulesFile.standard().text();

  @Property(tries = 2_000)
  void anyEditIsRulesOrRefused(
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll @IntRange(max = 40) int taken,
      @ForAll("pieces") String put) {
    int from = place % GOOD.length();
    int to = Math.min(GOOD.length(), from + taken);
    assertThat(readable(GOOD.substring(0, from) + put + GOOD.substring(to))).isNotEmpty();
  }

  @Property(tries = 1_000)
  void anyTextIsRulesOrRefused(@ForAll("pieces") String one, @ForAll("pieces") String two) {
    assertThat(readable(one + two)).isNotEmpty();
  }

  private static String readable(String text) {
    try {
      return RulesFile.Content.of(text.getBytes(UTF_8)).rules().toString();
    } catch (RulesRefused e) {
      return e.getMessage();
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(5),
        Arbitraries.of(
            "rules:",
            "  - rule: links\n",
            "[",
            "]",
            "{",
            "}",
            ": ",
            "- ",
            "\n",
            "\t",
            "&a ",
            "*a",
            "<<: ",
            "!!binary ",
            "'",
            "\"",
            "|",
            ">",
            "%",
            "#",
            "---\n",
            "...\n",
            "? ",
            "~",
            "[".repeat(200),
            "{a: ".repeat(200)));
  }
}
