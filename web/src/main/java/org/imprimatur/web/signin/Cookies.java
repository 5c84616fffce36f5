package org.imprimatur.web.signin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies we set: all with the prefix {@code __Host-}, so that no other host and no plain
 * connection can plant one, out of reach of scripts, and not sent along by other sites' requests
 * (RFC 6265bis; ASVS 5.0, 3.3).
 */
final class Cookies {
  static final String SESSION = "__Host-session";
  static final String ATTEMPT = "__Host-sign-in-";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  private Cookies() {}

  /** The secret of the session cookie, if it has the form of one. */
  static Optional<String> session(Map<String, String> cookies) {
    return Optional.ofNullable(cookies.get(SESSION)).filter(v -> SECRET.matcher(v).matches());
  }

  /** Sets a cookie until the browser closes. */
  static String set(String name, String value) {
    return name + '=' + value + ATTRIBUTES;
  }

  /** Sets a cookie for a while. */
  static String set(String name, String value, Duration life) {
    return set(name, value) + "; Max-Age=" + life.toSeconds();
  }

  /** Removes a cookie. */
  static String delete(String name) {
    return set(name, "", Duration.ZERO);
  }
}
