package org.imprimatur.web.signin;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where to go after signing in: a path of this site, or {@code /} for whatever is not clearly one.
 *
 * <p>Only characters that mean the same to every parser pass: the path has letters, digits and
 * {@code - . _ ~} between single slashes, no escapes and no dot segments; the query may have
 * well-formed escapes but none of a control character (ASVS 5.0, 1.3 and 10.1).
 *
 * @param value begins with exactly one slash
 */
record ReturnPath(String value) {
  static final ReturnPath HOME = new ReturnPath("/");

  private static final int LONGEST = 512;
  private static final Pattern FORM =
      Pattern.compile(
          "/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?"
              + "(?:\\?(?:[A-Za-z0-9._~=&+,:-]|%(?:[2-689A-Fa-f][0-9A-Fa-f]|7[0-9A-Ea-e]))*)?");
  private static final Pattern OURS = Pattern.compile("/(?:sign-in|sign-out|back-channel).*");

  static ReturnPath of(String text) {
    boolean allowed =
        text.length() <= LONGEST
            && FORM.matcher(text).matches()
            && !OURS.matcher(text).matches()
            && staysHere(text);
    return allowed ? new ReturnPath(text) : HOME;
  }

  /** Whether what is done there is for nobody but who has just proved who they are. */
  boolean asksForProof() {
    return value.equals("/me/remove");
  }

  /** The same question put to a parser, should the pattern ever be widened too far. */
  private static boolean staysHere(String text) {
    URI here = URI.create("https://here.invalid/");
    URI there = here.resolve(text);
    return "https".equals(there.getScheme()) && "here.invalid".equals(there.getRawAuthority());
  }
}
