package org.imprimatur.embedded;

/**
 * The data folder cannot be used: another process has it open, a newer version wrote it, its files
 * are not ours or cannot be reached. The message is one line that tells an operator what to do.
 */
public final class DataUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataUnusable(String message) {
    super(message);
  }

  DataUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
