package org.imprimatur.post;

/**
 * What reports lead to.
 *
 * @param threshold how many that no moderator has looked at bring a post back into the queue, 1 to
 *     {@value ReportCase#MAX_REPORTS}
 * @param hides whether the post is then out of sight until a moderator has looked
 */
public record ReportRules(int threshold, boolean hides) {
  /** Refuses a threshold out of range. */
  public ReportRules {
    if (threshold < 1 || threshold > ReportCase.MAX_REPORTS) {
      throw new IllegalArgumentException("a threshold is 1 to 20 reports");
    }
  }
}
