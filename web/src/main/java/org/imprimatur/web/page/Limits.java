package org.imprimatur.web.page;

import org.imprimatur.post.Allowance;

/** How much one may hand in, in words. */
final class Limits {
  private Limits() {}

  /** Why nothing may be handed in now, and when it may; empty where it may. */
  static String inWords(Allowance allowance) {
    return allowance.fold(
        () -> "",
        waiting ->
            "You have "
                + waiting.limit()
                + " texts waiting for a decision, as many as one may have. "
                + "When one is decided, or you withdraw one, you can submit another.",
        fast ->
            "You have submitted "
                + fast.limit()
                + " texts within "
                + fast.withinInWords()
                + ", as many as one may. You can submit the next one on "
                + new Moment(fast.again()).full()
                + ".");
  }
}
