package org.imprimatur.post;

/** Where a post on the board stands. */
public enum Status {
  /** Submitted, not decided: seen by its author and by moderators. */
  PENDING,
  /** A moderator asks for another text: seen by its author and by moderators. */
  CHANGES_REQUESTED,
  /** Approved: seen by everyone until it expires. */
  PUBLISHED,
  /** Approved, then reported: out of sight until a moderator has looked at it. */
  HIDDEN,
  /** Decided against and about to move to the archive: no longer listed anywhere. */
  REJECTED,
  /** Taken back by its author and about to move to the archive: no longer listed anywhere. */
  WITHDRAWN;

  /** Whether the post is on its way to the archive. */
  public boolean leaving() {
    return this == REJECTED || this == WITHDRAWN;
  }

  /** Whether the post has become public, be it out of sight for now. */
  public boolean approved() {
    return this == PUBLISHED || this == HIDDEN;
  }
}
