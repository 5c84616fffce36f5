package org.imprimatur.archive;

/** Why a post left the board. */
public enum Cause {
  /** Its time was over. */
  EXPIRED,
  /** It was decided against. */
  REJECTED,
  /** Its author took it back. */
  WITHDRAWN
}
