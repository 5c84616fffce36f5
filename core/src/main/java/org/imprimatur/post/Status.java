package org.imprimatur.post;

/** Where a post on the board stands. */
public enum Status {
  /** Submitted, not decided: seen by its author and by moderators. */
  PENDING,
  /** Approved: seen by everyone until it expires. */
  PUBLISHED,
  /** Decided against and about to move to the archive: no longer listed anywhere. */
  REJECTED,
  /** Taken back by its author and about to move to the archive: no longer listed anywhere. */
  WITHDRAWN;

  /** Whether the post is on its way to the archive. */
  public boolean leaving() {
    return this == REJECTED || this == WITHDRAWN;
  }
}
