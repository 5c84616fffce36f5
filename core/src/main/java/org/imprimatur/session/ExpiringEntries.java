package org.imprimatur.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Small values with an end: texts kept for somebody who has to sign in again, names that may be
 * used only once. Durable when a write returns; thread-safe and safe across processes that share a
 * store. A store that cannot answer throws {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface ExpiringEntries {
  /**
   * Keeps a value until {@code until} unless the key has one that has not ended at {@code now}.
   *
   * @return whether this call put it there; of racing calls exactly one does
   */
  boolean putIfAbsent(String key, String value, Instant until, Instant now);

  /** The value of a key unless it has ended at {@code now}. */
  Optional<String> find(String key, Instant now);

  /** Removes a key; a repeat does nothing. */
  void remove(String key);
}
