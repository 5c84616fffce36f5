package org.imprimatur.transfer;

import java.util.function.Consumer;

/**
 * Everything that a store holds of a board, for taking it along. A store that cannot answer throws
 * {@link org.imprimatur.post.StoreUnavailable}.
 */
@FunctionalInterface
public interface Holdings {
  /**
   * Hands over every entry: posts on the board in any status, expired or not; then all that have
   * left, those on their way to the archive among them; the audit trail; notices; then decisions on
   * their way, where the store can tell. Each once, as they were at one moment, where the store can
   * promise that. In the memory of a few entries, however many there are. What {@code each} throws
   * ends the walk and comes out here.
   */
  void forEach(Consumer<Entry> each);
}
