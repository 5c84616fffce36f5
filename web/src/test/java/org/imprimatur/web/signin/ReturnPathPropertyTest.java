package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** No text of the characters that mislead parsers leads away from this site. */
class ReturnPathPropertyTest {
  @Property(tries = 5_000)
  void neverLeavesThisSite(
      @ForAll
          @Chars({
            '/', '\\', '.', ':', '@', '?', '#', '%', '2', 'f', '5', 'c', 'e', ';', '\t', '\n', ' '
          })
          @StringLength(max = 12)
          String text) {
    String value = ReturnPath.of(text).value();
    assertThat(value)
        .startsWith("/")
        .doesNotStartWith("//")
        .doesNotContain("\\", "\n", "\t", "@", "#");
    assertThat(URI.create("https://here.invalid").resolve(value).getHost())
        .isEqualTo("here.invalid");
  }
}
