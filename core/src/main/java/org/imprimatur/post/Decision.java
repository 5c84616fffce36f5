package org.imprimatur.post;

import java.time.Instant;
import java.util.Optional;

/**
 * A verdict on one revision of a post.
 *
 * @param verdict which way it went
 * @param reason why, for the author; as {@link #acceptsReason} says; untrusted text
 * @param decider who decided
 * @param decidedAt when it was decided, which may be before it was recorded
 * @param revision the revision that was judged
 */
public record Decision(
    Verdict verdict, Optional<String> reason, Decider decider, Instant decidedAt, int revision) {

  /** The longest reason in code points. */
  public static final int MAX_REASON = 1_000;

  private static final String LINES_AND_TABS = "\r\n\t\u2028\u2029";

  /** Refuses a reason that is not accepted, or a revision below 1. */
  public Decision {
    if (reason.filter(r -> !acceptsReason(r)).isPresent()) {
      throw new IllegalArgumentException("a reason is text of at most 1,000 characters");
    }
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
  }

  /** The name of who decided; untrusted text. */
  public String decidedBy() {
    return decider.name();
  }

  /**
   * Whether a reason may stand: up to {@value #MAX_REASON} code points of text, without control
   * characters other than line ends and tabs.
   */
  public static boolean acceptsReason(String reason) {
    return reason.codePointCount(0, reason.length()) <= MAX_REASON
        && VisibleText.isText(reason, LINES_AND_TABS);
  }
}
