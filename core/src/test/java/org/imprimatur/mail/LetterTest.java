package org.imprimatur.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\r\nBcc: eve@example.org\u2028\u202Egnp \"&' \uD83D\uDC27\u0000";

  @Test
  void titleIsInertInBoth() {
    Letter letter = new Letter().saysOf(HOSTILE, "was rejected.");

    assertThat(letter.text())
        .isEqualTo(
            "“<script>alert(1)</script> Bcc: eve@example.org gnp \"&' \uD83D\uDC27” was"
                + " rejected.\n");
    assertThat(letter.html("t"))
        .contains(
            "“<bdi>&lt;script&gt;alert(1)&lt;/script&gt; Bcc: eve@example.org gnp &quot;&amp;&#39;"
                + " \uD83D\uDC27</bdi>” was rejected.")
        .doesNotContain("<script", "\u202E", "\u0000");
  }

  @Test
  void quotedLinesStayLinesAndEscapeNothing() {
    Letter letter = new Letter().quotes("first\n</blockquote><img src=x>\n\n> third");

    assertThat(letter.text()).isEqualTo("> first\n> </blockquote><img src=x>\n> \n> > third\n");
    assertThat(letter.html("t"))
        .contains(
            "<blockquote dir=\"auto\">first<br>&lt;/blockquote&gt;&lt;img src=x&gt;<br><br>&gt;"
                + " third</blockquote>");
  }

  @Test
  void subjectIsOneLineOfBoundedLengthAndNoEncodedWordOfItsOwn() {
    assertThat(Letter.subject("a\r\nBcc: x")).isEqualTo("a Bcc: x");
    assertThat(Letter.subject("=?UTF-8?B?QQ==?=")).doesNotContain("=?");
    String penguins = "\uD83D\uDC27".repeat(200);
    assertThat(Letter.subject(penguins).codePointCount(0, Letter.subject(penguins).length()))
        .isEqualTo(120);
    assertThat(Letter.subject(penguins)).endsWith("\uD83D\uDC27…");
    assertThat(Letter.subject("family \uD83D\uDC69\u200D\uD83D\uDCBB")).contains("\u200D");
  }

  @Test
  void everythingElseIsOfTheBoardItself() {
    Letter letter =
        new Letter()
            .says("a < b")
            .lists(List.of("links: 2", "no-answer: 1"))
            .lists(List.of())
            .leadsTo("See it", URI.create("https://board.test/posts/1?a=1&b=2"));

    assertThat(letter.text())
        .isEqualTo(
            "a < b\n\n- links: 2\n- no-answer: 1\n\nSee it:"
                + " https://board.test/posts/1?a=1&b=2\n");
    assertThat(letter.html("a \"title\" </title>"))
        .contains(
            "<p>a &lt; b</p>",
            "<li>links: 2</li>",
            "<a href=\"https://board.test/posts/1?a=1&amp;b=2\">See it</a>",
            "<title>a &quot;title&quot; &lt;/title&gt;</title>");
  }
}
