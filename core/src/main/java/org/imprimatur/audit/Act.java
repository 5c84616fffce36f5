package org.imprimatur.audit;

/** What is remembered. */
public enum Act {
  /** A post was submitted. */
  INSERTED,
  /** Another text was handed in. */
  REVISED,
  /** A text was left to a person. */
  HELD,
  /** A post was approved, or approved again after it had left. */
  PUBLISHED,
  /** A new text of a published post was approved. */
  UPDATED,
  /** A text was sent back to its author. */
  CHANGES_REQUESTED,
  /** A new text of a published post was rejected. */
  REVISION_REJECTED,
  /** The author dropped the new text of a published post. */
  REVISION_WITHDRAWN,
  /** A post was rejected, or taken down after it had been published. */
  REJECTED,
  /** The author took a post back. */
  WITHDRAWN,
  /** A reader reported a post. */
  REPORTED,
  /** A reader reported a post, which put it out of sight. */
  HIDDEN,
  /** A moderator looked at reports and had the post stay. */
  KEPT,
  /** The author had a post stay longer. */
  RENEWED,
  /** The author was told that a post will expire. */
  EXPIRING,
  /** A post's time was over. */
  EXPIRED,
  /** Dead letters were sent on their way again. */
  REDRIVEN,
  /** A moderator took the trail away as a file. */
  TRAIL_EXPORTED,
  /** A person took a copy of their data. */
  DATA_EXPORTED,
  /** A person had their account's data removed. */
  ACCOUNT_REMOVED
}
