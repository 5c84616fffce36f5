package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
  private static final String FOUR_BYTES = "\uD83D\uDC27";
  private static final String WOMAN_WITH_LAPTOP = "\uD83D\uDC69\u200D\uD83D\uDCBB";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t ",
        "\u00A0\u2003\u3000",
        "\u200E",
        "\u200B\u200D\uFEFF",
        "\u00AD",
        "\u2800\u2800",
        "\u3164",
        "\uFFA0\u115F\u1160",
        "\u17B4\u17B5",
        "\u2028",
        "\u2060\u2061\u2064",
        "\u2065",
        "\uFFF0\uFFF8",
        "\u180E\uFE0F",
        "\u202E\u2066",
        "\u0301\u0308",
        "\u20DD",
        "\uD834\uDD59",
        "\uDB40\uDC41\uDB40\uDC7F",
        "\uDB40\uDD00",
      })
  void refusesATitleWithNothingVisible(String title) {
    assertThat(violations(title, "text")).extracting(Violation::field).containsExactly("title");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\u200B\n\u2800", "\t"})
  void refusesABodyWithNothingVisible(String body) {
    assertThat(violations("title", body)).extracting(Violation::field).containsExactly("body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ".",
        WOMAN_WITH_LAPTOP,
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        "e\u0308\u0323x",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
        "\u0915\u094D\u200D\u0937",
        "\u202Eabc",
        "\uD83E\uDEE8",
      })
  void takesATitleWithSomethingVisibleAsItIs(String title) {
    String typed = Normalizer.normalize(title, Normalizer.Form.NFC);

    assertThat(accepted(typed, "text").title()).isEqualTo(typed);
  }

  @Test
  void joinersInsideEmojiAndPersianStay() {
    assertThat(accepted(WOMAN_WITH_LAPTOP, "\u0645\u06CC\u200C\u062E").title()).contains("\u200D");
    assertThat(accepted("x", "\u0645\u06CC\u200C\u062E").body()).contains("\u200C");
  }

  @Test
  void composesWhatWasTypedDecomposed() {
    Submission text = accepted("cafe\u0301", "A\u030A");

    assertThat(text.title()).isEqualTo("caf\u00E9");
    assertThat(text.body()).isEqualTo("\u00C5");
  }

  @Test
  void tidiesWhiteSpaceAroundButNotInsideATitle() {
    assertThat(accepted("  two  words \u3000", "x").title()).isEqualTo("two  words");
  }

  @Test
  void endsLinesOneWayAndKeepsIndentation() {
    assertThat(accepted("x", "    code\r\nline\rline\n\n").body())
        .isEqualTo("    code\nline\nline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\u0007b",
        "a\u001Bb",
        "a\u0085b",
        "a\uFFFDb",
        "a\uFFFEb",
        "a\uFFFFb",
        "a\uFDD0b",
        "a\uD83F\uDFFEb",
        "a\uD800b",
        "a\uDC00b",
        "\uDC27\uD83D",
      })
  void refusesWhatIsNotText(String text) {
    assertThat(violations(text, text))
        .extracting(Violation::field)
        .containsExactly("title", "body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "two\rlines", "a\ttab", "two\u2028lines", "two\u2029lines"})
  void titleIsOnOneLine(String title) {
    assertThat(violations(title, "text")).extracting(Violation::field).containsExactly("title");
  }

  @Test
  void bodyMayHaveLinesAndTabs() {
    assertThat(accepted("x", "a\n\tb").body()).isEqualTo("a\n\tb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E4", FOUR_BYTES})
  void titleMayHaveExactly150CodePoints(String character) {
    assertThat(accepted(character.repeat(150), "x").title()).isEqualTo(character.repeat(150));
    assertThat(violations(character.repeat(151), "x"))
        .containsExactly(
            new Violation("title", "The title may have up to 150 characters; this one has 151."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E4", FOUR_BYTES})
  void bodyMayHaveExactly5000CodePoints(String character) {
    assertThat(accepted("x", character.repeat(5_000)).body()).isEqualTo(character.repeat(5_000));
    assertThat(violations("x", character.repeat(5_001)))
        .containsExactly(
            new Violation("body", "The body may have up to 5,000 characters; this one has 5,001."));
  }

  @Test
  void limitsCountWhatIsKeptNotWhatWasTyped() {
    assertThat(accepted(" " + "e\u0301".repeat(150) + " ", "x").title()).hasSize(150);
    assertThat(accepted("x", "a\r\n".repeat(2_500)).body()).hasSize(4_999);
  }

  @Test
  void messagesDoNotDependOnWhereTheServerStands() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(violations("x", "x".repeat(5_001)).get(0).message()).contains("5,001");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesEveryFieldThatIsWrongInTheOrderOfTheForm() {
    assertThat(violations("", "")).extracting(Violation::field).containsExactly("title", "body");
  }

  @Test
  void canBeReadAgainWhateverUnicodeTheNextJavaKnows() {
    Submission notComposed = new Submission("Cafe\u0301", "\u2800");

    assertThat(notComposed.title()).hasSize(5);
    assertThat(violations("x", "\u2800")).isNotEmpty();
  }

  @Test
  void cannotBeMadeOfTextThatNoCheckAccepts() {
    assertThatThrownBy(() -> new Submission(" x", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Submission("x", "a\r\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Submission("", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Submission("x", "x".repeat(5_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void whatWasAcceptedIsAcceptedAgainUnchanged(
      @ForAll @StringLength(max = 160) String title, @ForAll @StringLength(max = 400) String body) {
    Submission.check(title, body)
        .fold(
            text -> assertThat(accepted(text.title(), text.body())).isEqualTo(text),
            violations -> assertThat(violations).isNotEmpty());
  }

  private static Submission accepted(String title, String body) {
    return Submission.check(title, body)
        .fold(
            text -> text,
            violations -> {
              throw new AssertionError(violations.toString());
            });
  }

  private static List<Violation> violations(String title, String body) {
    return Submission.check(title, body).fold(text -> List.of(), violations -> violations);
  }
}
