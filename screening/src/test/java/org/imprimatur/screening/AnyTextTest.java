package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imprimatur.post.Submission;

/** Whatever may be posted can be screened, and dressing up never makes a word harmless. */
class AnyTextTest {
  private static final Rules RULES =
      Rules.parse(
          """
          rules:
            - rule: nothing-visible
              then: hold
            - rule: blocked-words
              leetspeak: true
              words: [spam, "*viagra*", payday loan]
            - rule: blocked-domains
              domains: [evil.example]
            - rule: links
            - rule: repeated-own-text
            - rule: posts-per-hour
          """);

  @Property(tries = 3_000)
  void noTextMakesARuleFail(@ForAll("bodies") String body) {
    String codes =
        Submission.check("Title", body)
            .fold(
                text ->
                    Desk.codes(new Desk().examine(RULES, Desk.post(text.title(), text.body())))
                        .toString(),
                violations -> "");

    assertThat(codes).doesNotContain("screening-failed");
  }

  @Property(tries = 1_000)
  void invisibleLettersHideNoWord(
      @ForAll("invisible") String one, @ForAll("invisible") String two) {
    String body = "Buy v" + one + "iag" + two + "ra";

    assertThat(Desk.codes(new Desk().examine(RULES, body))).contains("blocked-word");
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(20),
            Arbitraries.strings().withCharRange('\u0300', '\u2fff').ofMaxLength(20),
            Arbitraries.of(
                "[",
                "](",
                "http://",
                "www.",
                "xn--",
                "%",
                "%ff",
                "\u202e",
                "\n",
                "`",
                "*",
                "<",
                "> ",
                "&#0;",
                "\ud835\udd1e",
                ".",
                "。",
                "!["))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> invisible() {
    return Arbitraries.strings()
        .withChars(
            '\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u200b', '\u200c', '\u200d',
            '\u2060', '\u2064', '\u3164', '\ufe00', '\ufeff', '\uffa0', '\u0301', '\u0489')
        .ofMaxLength(40);
  }
}
