package org.imprimatur.post;

/** The two ways a decision can go. */
public enum Verdict {
  /** The post becomes public. */
  APPROVED,
  /** The post goes to the archive with its text, for its author. */
  REJECTED
}
