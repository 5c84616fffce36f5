package org.imprimatur.web;

import java.net.http.HttpResponse;
import java.util.List;

/**
 * What an answer would score at Mozilla's HTTP Observatory, by the modifiers it publishes; 100 is
 * the start. An aid to compare by: what each header has to say, the tests say themselves.
 *
 * @see <a
 *     href="https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring">Observatory:
 *     tests and scoring</a>
 */
final class HeaderScore {
  private static final int START = 100;

  private HeaderScore() {}

  static int of(HttpResponse<String> answer) {
    return START
        + policy(header(answer, "Content-Security-Policy"))
        + cookies(answer.headers().allValues("Set-Cookie"))
        + (answer.headers().firstValue("Access-Control-Allow-Origin").isPresent() ? -50 : 0)
        + (header(answer, "Referrer-Policy").matches("no-referrer|same-origin") ? 5 : 0)
        + (header(answer, "Strict-Transport-Security").matches("max-age=\\d{8,}.*") ? 0 : -20)
        + (header(answer, "X-Content-Type-Options").equals("nosniff") ? 0 : -5)
        + (header(answer, "Cross-Origin-Resource-Policy").equals("same-origin") ? 10 : 0);
  }

  private static int policy(String policy) {
    if (policy.isEmpty()) {
      return -25 - 20;
    }
    int framed = policy.contains("frame-ancestors 'none'") ? 5 : -20;
    if (policy.contains("unsafe")) {
      return framed - 20;
    }
    return framed + (policy.contains("default-src 'none'") ? 10 : 5);
  }

  private static int cookies(List<String> cookies) {
    boolean sound =
        cookies.stream()
            .allMatch(
                cookie ->
                    cookie.contains("Secure")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite"));
    return sound ? 5 : -20;
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
