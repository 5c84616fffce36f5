package org.imprimatur.post;

import java.time.Instant;

/**
 * What a reader holds against a published post.
 *
 * @param reporterId who reported it
 * @param reason why; 1 to {@value #MAX_REASON} code points of text; untrusted
 * @param at when, UTC to the millisecond
 */
public record Report(String reporterId, String reason, Instant at) {
  /** The longest reason in code points. */
  public static final int MAX_REASON = 200;

  private static final String LINES_AND_TABS = "\r\n\t\u2028\u2029";

  /** Refuses a report by nobody and a reason that is not accepted. */
  public Report {
    if (reporterId.isBlank()) {
      throw new IllegalArgumentException("a report says who reports");
    }
    if (!acceptsReason(reason)) {
      throw new IllegalArgumentException("a reason is text of 1 to 200 characters");
    }
  }

  /** Whether a reason may stand: something visible in it, no controls, not too long. */
  public static boolean acceptsReason(String reason) {
    return reason.codePointCount(0, reason.length()) <= MAX_REASON
        && VisibleText.isText(reason, LINES_AND_TABS)
        && VisibleText.in(reason);
  }
}
