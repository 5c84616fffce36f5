package org.imprimatur.telemetry;

import java.util.Map;

/**
 * One thing that happened, with ids only: never a text, a token or a person's name.
 *
 * @param kind what happened
 * @param fields ids and codes, by the names used in logs: {@code postId}, {@code revision}, {@code
 *     eventId}, {@code requestId}, {@code traceId}, {@code reason}, …
 */
public record Occurrence(Kind kind, Map<String, String> fields) {
  /** Keeps its own copy. */
  public Occurrence {
    fields = Map.copyOf(fields);
  }

  /** What can happen. */
  public enum Kind {
    /** A post was acknowledged. */
    SUBMITTED,
    /** An author handed in another text. */
    REVISED,
    /** The approval service was asked, the first time or again. */
    APPROVAL_REQUESTED,
    /** The approval service answered. */
    APPROVAL_ANSWERED,
    /** An answer was not authentic or not readable; {@code reason} says why. */
    ANSWER_REFUSED,
    /** A rule of screening failed, which holds the post; {@code reason} says which and how. */
    SCREENING_FAILED,
    /** The rules of screening were changed. */
    RULES_CHANGED,
    /** The rules of screening are broken and the earlier ones stay; {@code reason} says where. */
    RULES_REFUSED,
    /** A decision did not apply; {@code reason} says why. */
    DECISION_IGNORED,
    /** The approval service left a text to a person. */
    HELD,
    /** A post became public. */
    PUBLISHED,
    /** A new text of a published post became public. */
    UPDATED,
    /** A text was sent back to its author. */
    CHANGES_REQUESTED,
    /** A new text of a published post was decided against. */
    REVISION_REJECTED,
    /** An author dropped the new text of a published post. */
    REVISION_WITHDRAWN,
    /** A post was decided against. */
    REJECTED,
    /** An author took a post back. */
    WITHDRAWN,
    /** A reader reported a post. */
    REPORTED,
    /** A reported post is out of sight. */
    HIDDEN,
    /** A moderator had a reported post stay. */
    KEPT,
    /** An author had a post stay longer. */
    RENEWED,
    /** A post will expire soon. */
    EXPIRING,
    /** A post's time was over. */
    EXPIRED,
    /** A departed post is in the archive. */
    ARCHIVED,
    /** A mail was handed over. */
    MAILED,
    /** A handler failed and will be tried again. */
    RETRIED,
    /** A handler failed too often and its delivery was parked. */
    PARKED,
    /** An operator sent a parked delivery on its way again. */
    REDRIVEN
  }
}
