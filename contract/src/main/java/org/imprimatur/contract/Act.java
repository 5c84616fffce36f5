package org.imprimatur.contract;

/**
 * Something that somebody does in a {@link History}.
 *
 * @param second when, in seconds from the beginning
 * @param post to which post, by its title
 * @param kind what
 */
record Act(int second, String post, Kind kind) {
  /** What can be done. */
  enum Kind {
    SUBMIT,
    MODERATE_YES,
    MODERATE_NO,
    ANSWER_YES,
    ANSWER_NO,
    ANSWER_STALE,
    WITHDRAW
  }
}
