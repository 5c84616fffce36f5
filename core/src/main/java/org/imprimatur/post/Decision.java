package org.imprimatur.post;

import java.time.Instant;
import java.util.Optional;

/**
 * A verdict on one revision of a post.
 *
 * @param verdict which way it went
 * @param reason why, for the author; at most {@value #MAX_REASON} characters; untrusted text
 * @param decidedBy the approval service's name, or the moderator's user name
 * @param decidedAt when it was decided, which may be before it was recorded
 * @param revision the revision that was judged
 */
public record Decision(
    Verdict verdict, Optional<String> reason, String decidedBy, Instant decidedAt, int revision) {

  /** The longest reason in UTF-16 characters. */
  public static final int MAX_REASON = 1_000;

  /** Refuses a decision by nobody, an overlong reason or a revision below 1. */
  public Decision {
    if (decidedBy.isBlank()) {
      throw new IllegalArgumentException("a decision says who decided");
    }
    if (reason.filter(r -> r.length() > MAX_REASON).isPresent()) {
      throw new IllegalArgumentException("a reason has at most 1,000 characters");
    }
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
  }
}
