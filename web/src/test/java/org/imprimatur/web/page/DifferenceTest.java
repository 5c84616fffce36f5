package org.imprimatur.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.web.page.Difference.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DifferenceTest {
  @Test
  void wordsThatAreGoneStandBeforeThoseThatAreNew() {
    assertThat(Difference.between("A grey cat\nsat", "A black cat\nsat down"))
        .extracting(Part::kind, Part::text)
        .containsExactly(
            tuple("same", "A "),
            tuple("gone", "grey "),
            tuple("new", "black "),
            tuple("same", "cat\n"),
            tuple("gone", "sat"),
            tuple("new", "sat down"));
  }

  @Test
  void textsThatAreTheSameHaveOnePart() {
    assertThat(Difference.between("x  y", "x  y")).containsExactly(new Part("same", "x  y"));
  }

  @Test
  void scriptsWithoutSpacesAreComparedByTheirLetters() {
    assertThat(Difference.between("我有一只灰猫", "我有一只黑猫"))
        .containsExactly(
            new Part("same", "我有一只"),
            new Part("gone", "灰"),
            new Part("new", "黑"),
            new Part("same", "猫"));
  }

  @Test
  void lookAlikesAndWhatIsInvisibleAreDifferent() {
    assertThat(Difference.between("pay pal", "p\u0430y pa\u200bl"))
        .containsExactly(new Part("gone", "pay pal"), new Part("new", "p\u0430y pa\u200bl"));
  }

  @Test
  void partsMakeUpBothTextsAgain() {
    String before = " one two\r\n\r\nthree 四五 six";
    String after = "one  two three 四六 seven\t";
    List<Part> parts = Difference.between(before, after);

    assertThat(without(parts, "new")).isEqualTo(before);
    assertThat(without(parts, "gone")).isEqualTo(after);
  }

  /** Twenty such posts are a page; what is compared in full would take seconds for it. */
  @Test
  @Timeout(20)
  void longestTextsThatHaveNothingInCommonAreShownAsTwoTexts() {
    String before = words("a");
    String after = words("b");
    Difference.between(before, after);

    long start = System.nanoTime();
    List<Part> parts = Difference.between(before, after);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(parts).containsExactly(new Part("gone", before), new Part("new", after));
  }

  @Test
  void oneWordIsFoundInTheLongestText() {
    String before = words("a");

    assertThat(Difference.between(before, before + " more"))
        .extracting(Part::kind)
        .containsExactly("same", "gone", "new");
  }

  @Test
  void nothingIsTooOddToCompare() {
    for (String odd : new String[] {"", " ", "\u202e\u0000", "\ud83d\ude00".repeat(5_000)}) {
      assertThatCode(() -> Difference.between(odd, "x")).doesNotThrowAnyException();
      assertThatCode(() -> Difference.between("x", odd)).doesNotThrowAnyException();
    }
  }

  private static String words(String letter) {
    return IntStream.range(0, 2_500).mapToObj(i -> letter).collect(Collectors.joining(" "));
  }

  private static String without(List<Part> parts, String kind) {
    return parts.stream()
        .filter(part -> !part.kind().equals(kind))
        .map(Part::text)
        .collect(Collectors.joining());
  }
}
