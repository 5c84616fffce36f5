package org.imprimatur.event;

/** An event that its reader cannot make sense of, now or later. */
public final class UnreadableEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with it, without quoting its content. */
  public UnreadableEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
