package org.imprimatur.post;

import java.util.regex.Pattern;

/**
 * Why a text was left to a person, by an approval service or for want of its answer.
 *
 * @param code what kind of reason, such as {@code blocked-word}: lower-case words joined by
 *     hyphens, at most {@value #MAX_CODE} characters
 * @param detail what was found, for the moderator; up to {@value #MAX_DETAIL} code points on one
 *     line, may be empty; untrusted text
 */
public record HoldReason(String code, String detail) {
  /** The longest code in characters. */
  public static final int MAX_CODE = 40;

  /** The longest detail in code points. */
  public static final int MAX_DETAIL = 200;

  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The board's own reason: the approval service has been silent for too long. */
  public static final HoldReason NO_ANSWER = new HoldReason("no-answer", "");

  /** Refuses a code of another form, and a detail that is too long or no text. */
  public HoldReason {
    if (code.length() > MAX_CODE || !CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("a code is lower-case words joined by hyphens");
    }
    if (detail.codePointCount(0, detail.length()) > MAX_DETAIL || !VisibleText.isText(detail, "")) {
      throw new IllegalArgumentException("a detail is a line of at most 200 characters");
    }
  }
}
