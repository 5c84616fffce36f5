package org.imprimatur.post;

/**
 * A store could not answer: disk full, locked, unreachable. The write it was asked for may or may
 * not have happened where {@link #outcomeKnown()} is false; repeating it is always safe.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether it is certain that nothing was written. */
  private final boolean outcomeKnown;

  /**
   * Says what failed.
   *
   * @param outcomeKnown whether it is certain that nothing was written
   */
  public StoreUnavailable(String message, boolean outcomeKnown, Throwable cause) {
    super(message, cause);
    this.outcomeKnown = outcomeKnown;
  }

  /** Whether it is certain that nothing was written. */
  public boolean outcomeKnown() {
    return outcomeKnown;
  }
}
