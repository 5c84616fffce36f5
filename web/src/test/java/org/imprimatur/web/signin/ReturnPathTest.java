package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sign-in may lead: to a path of this site, or home. */
class ReturnPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/me", "/posts/new", "/posts/01jx0a2b3c4d5e6f7g8h9jkmnp", "/archive?cursor=a_b-c.d~e",
        "/?cursor=x", "/posts/new?from=1&kept=2", "/me?done=submitted", "/a-b/c_d~e.f",
            "/x?a=%C3%A9+b"
      })
  void leadsTo(String path) {
    assertThat(ReturnPath.of(path).value()).isEqualTo(path);
  }

  static Stream<String> foreign() {
    return Stream.of(
        "",
        " ",
        "e",
        "e/",
        "//e",
        "///e",
        "////e",
        "//e/%2f..",
        "/\\e",
        "\\/e",
        "\\\\e",
        "\\e",
        "/\\/e",
        "/\\\\e",
        "//\\e",
        "/%5Ce",
        "/%5ce",
        "/%2F/e",
        "/%2fe",
        "/%2F%2Fe",
        "%2F%2Fe",
        "%2f%2fe",
        "/%09/e",
        "/\t/e",
        "\t//e",
        "/\n/e",
        "\n//e",
        "\r\n//e",
        " //e",
        "/ /e",
        "/\u00a0/e",
        "/\u2028/e",
        "\u0000//e",
        "/\u0000/e",
        "https:e",
        "https:/e",
        "https://e",
        "http://e",
        "HTTPS://e",
        "hTtPs:e",
        "//e@e",
        "/ok@e",
        "/@e",
        "//ok@e",
        "https://ok@e",
        "//e:80",
        "/:80",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "/javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://e",
        "mailto:a@e",
        "/..//e",
        "/../e",
        "/./e",
        "/.",
        "/..",
        "/a/../../e",
        "/a/..//e",
        "/.e",
        "/%2e%2e/e",
        "/%2e/e",
        "/;/e",
        "/a;//e",
        "/a//e",
        "/a/",
        "/me#//e",
        "/#",
        "#e",
        "?e",
        "/me?x=\\e",
        "/me?x=//e",
        "/me?x=<script>",
        "/me?x=\"",
        "/me?x='",
        "/me?x=%0d%0aSet-Cookie:a",
        "/me?x=%0A",
        "/me?x=%00",
        "/me?x=%7F",
        "/me?x=%",
        "/me?x=%1",
        "/me?x=%zz",
        "/me\r\nSet-Cookie: a=b",
        "/me%0d%0aLocation:e",
        "/\u2044/e",
        "/\uff0f/e",
        "/\uff0fe",
        "/e\u3002com",
        "/\u202ee",
        "/<e",
        "/e|",
        "/{e}",
        "/[e]",
        "/$e",
        "/*e",
        "/e%20f",
        "/\ud83d\ude00",
        "/\ud83d",
        "/sign-in",
        "/sign-in?return=/me",
        "/sign-in/callback?code=x",
        "/sign-out",
        "/sign-out/everywhere",
        "/back-channel-logout",
        "/" + "a".repeat(512),
        "/" + "a".repeat(8192));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void leadsHomeFrom(String path) {
    assertThat(ReturnPath.of(path)).isEqualTo(ReturnPath.HOME);
  }
}
