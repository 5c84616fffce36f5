package org.imprimatur.screening;

/** A file of rules that cannot be used; the message says why, with line and key. */
public final class RulesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RulesRefused(String message) {
    super(message);
  }
}
