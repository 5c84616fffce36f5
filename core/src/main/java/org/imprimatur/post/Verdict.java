package org.imprimatur.post;

/** The ways a decision can go. */
public enum Verdict {
  /** The text becomes public. */
  APPROVED,
  /** The author is asked for another text; this one is kept for them. */
  CHANGES_REQUESTED,
  /** A new post goes to the archive, a change to a published one comes to nothing. */
  REJECTED
}
