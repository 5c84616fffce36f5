package org.imprimatur.aws;

import java.util.Optional;
import java.util.function.Function;

/** What became of one conditional write. */
sealed interface Written {
  /** Follows the one branch that holds. */
  default <T> T fold(Function<Item, T> done, Function<Optional<Item>, T> refused) {
    return this instanceof Done d
        ? done.apply(d.item())
        : refused.apply(((Refused) this).current());
  }

  /**
   * The write stands.
   *
   * @param item the item after it
   */
  record Done(Item item) implements Written {}

  /**
   * The condition did not hold; nothing was written.
   *
   * @param current what stands, expired or not
   */
  record Refused(Optional<Item> current) implements Written {}
}
