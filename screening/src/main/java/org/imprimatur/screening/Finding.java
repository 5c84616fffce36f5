package org.imprimatur.screening;

import org.imprimatur.post.HoldReason;

/**
 * What a rule found.
 *
 * @param action what follows from it
 * @param reason what was found, for a moderator: words of the rules and numbers, never the post's
 *     own text
 * @param message why, for the author of a rejected post
 */
record Finding(Action action, HoldReason reason, String message) {

  static Finding approve(String code) {
    return new Finding(Action.APPROVE, new HoldReason(code, ""), "");
  }

  static Finding hold(String code, String detail) {
    return new Finding(Action.HOLD, new HoldReason(code, detail), "");
  }

  static Finding reject(String code, String detail, String message) {
    return new Finding(Action.REJECT, new HoldReason(code, detail), message);
  }

  /** What follows from a finding. */
  enum Action {
    /** The post becomes public; rules behind are not asked. */
    APPROVE,
    /** A person decides; rules behind may find more, or reject. */
    HOLD,
    /** The post goes back to its author; rules behind are not asked. */
    REJECT
  }
}
