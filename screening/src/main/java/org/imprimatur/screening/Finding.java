package org.imprimatur.screening;

/**
 * What a rule found.
 *
 * @param action what follows from it
 * @param code what kind of reason
 * @param detail what was found, for a moderator: words of the rules and numbers, never the post's
 *     own text
 * @param message why, for the author of a rejected post
 */
record Finding(Action action, String code, String detail, String message) {

  static Finding approve(String code) {
    return new Finding(Action.APPROVE, code, "", "");
  }

  static Finding hold(String code, String detail) {
    return new Finding(Action.HOLD, code, detail, "");
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
