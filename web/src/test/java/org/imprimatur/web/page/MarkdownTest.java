package org.imprimatur.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imprimatur.web.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final Pattern TAG = Pattern.compile("</?([a-z0-9]+)([^>]*)>");
  private static final List<String> HARMLESS =
      List.of(
          "p",
          "br",
          "hr",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "li",
          "blockquote",
          "pre",
          "code",
          "em",
          "strong",
          "a");

  private final Markdown markdown = new Markdown();

  @Test
  void emphasisListsQuotesAndCodeAreRendered() {
    assertThat(html("Some *text* and **more**")).contains("<em>text</em>", "<strong>more</strong>");
    assertThat(html("1. a\n2. b")).contains("<ol>", "<li>a</li>");
    assertThat(html("> said")).contains("<blockquote>");
    assertThat(html("    code <b>")).contains("<pre><code>code &lt;b&gt;");
  }

  @Test
  void headingsStandBelowThePagesOwn() {
    assertThat(html("# One\n\n## Two\n\n# One")).contains("<h2>One</h2>", "<h3>Two</h3>");
    assertThat(html("#### A\n\n###### B\n\n###### C\n\n# D"))
        .contains("<h2>A</h2>", "<h3>B</h3>", "<h3>C</h3>", "<h2>D</h2>");
  }

  @Test
  void linksAreMarkedAsTheAuthors() {
    assertThat(html("[site](https://example.org/a?b=1&c=2)"))
        .contains("href=\"https://example.org/a?b&#61;1&amp;c&#61;2\"")
        .contains("rel=\"nofollow ugc noopener\"");
  }

  @Test
  void imagesBecomeLinksSoThatReadingTellsNobody() {
    String html = html("![a *cat*](https://example.org/cat.png)");
    assertThat(html)
        .doesNotContain("<img")
        .contains("href=\"https://example.org/cat.png\"", "a cat");
  }

  @Test
  void anImageInsideALinkLeavesOneLink() {
    String html = html("[![cat](https://a.example/c.png)](https://b.example/)");
    assertThat(html.split("<a ", -1)).hasSize(2);
    assertThat(html).contains("https://b.example/", "cat").doesNotContain("a.example");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextIsInert(String text) {
    assertInert(html(text));
  }

  @Property(tries = 500)
  void anyTextIsInert(@ForAll String text) {
    assertInert(html(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "*", ">", "![", "`", "_a ", "- ", "<", "(", "\\", "&", "#"})
  void longRunsOfMarksAreRendered(String mark) {
    assertInert(html(mark.repeat(5_000 / mark.length())));
  }

  @Test
  void excerptsArePlainTextCutBetweenCodePoints() {
    assertThat(Excerpt.of(markdown.plain("# Title\n\nSome *text* [here](https://e.org)"), 11))
        .isEqualTo("Title Some…");
    assertThat(Excerpt.of(markdown.plain("😀".repeat(10)), 3)).isEqualTo("😀😀😀…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Title%n%nSome *text*, [here](https://e.org)!           | Title Some text, here!
          one%ntwo  %nthree\\%nfour                                | one two three four
          - a%n- b%n%n1. c%n%n> d%n%n---%n%ne                      | a b c d e
          in `co  de` and%n%n    indented%n%n```java%nfenced%n```%nx | in co de and indented fenced x
          ![a **grey** cat](https://e.org/c.png) <b>bold</b> &amp; | a grey cat <b>bold</b> &
          <div>%nblock%n</div>%n%nnext                             | <div> block </div> next
          half%nw*or*d a&#9;b&#x2028;c                             | half word a b c
          %n%n                                                     | ''
          """)
  void plainTextHasTheWordsAloneOnOneLine(String text, String words) {
    assertThat(markdown.plain(text.replace("%n", "\n"))).isEqualTo(words);
  }

  @Property(tries = 500)
  void plainTextIsOneLineWithoutSpaceAtItsEnds(@ForAll String text) {
    assertThat(markdown.plain(text)).matches("(?s)|\\S|\\S.*\\S").doesNotContain("\n", "\r", "  ");
  }

  private String html(String text) {
    return markdown.html(text).getValue();
  }

  private static void assertInert(String html) {
    Matcher tags = TAG.matcher(html);
    while (tags.find()) {
      assertThat(tags.group(1)).isIn(HARMLESS);
      assertThat(tags.group(2))
          .satisfiesAnyOf(
              rest -> assertThat(rest).isBlank(),
              rest -> assertThat(rest).matches(" start=\"\\d+\""),
              rest -> assertThat(rest).isEqualTo(" /"),
              rest ->
                  assertThat(rest)
                      .matches(" href=\"(https?:|mailto:)[^\"]*\" rel=\"nofollow ugc noopener\""));
    }
    assertThat(TAG.matcher(html).replaceAll("").replace("<!-- -->", "")).doesNotContain("<");
  }

  static Stream<String> hostile() {
    return HostileText.all().stream();
  }
}
