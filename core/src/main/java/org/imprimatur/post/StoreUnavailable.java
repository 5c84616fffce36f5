package org.imprimatur.post;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

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

  /**
   * Waits for an answer; what it failed with is thrown as it is. One failure may have many callers,
   * so each gets a fault of its own call.
   */
  public static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw thrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while writing", false, e);
    }
  }

  private static RuntimeException thrown(ExecutionException e) {
    if (e.getCause() instanceof StoreUnavailable store) {
      String message = String.valueOf(store.getMessage());
      return new StoreUnavailable(message, store.outcomeKnown(), store);
    }
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException("a write failed", e);
  }
}
