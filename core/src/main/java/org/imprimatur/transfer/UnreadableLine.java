package org.imprimatur.transfer;

/** A line that is none of an export; the message quotes nothing of it. */
final class UnreadableLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableLine(String message) {
    super(message);
  }

  UnreadableLine(String message, Throwable cause) {
    super(message, cause);
  }
}
