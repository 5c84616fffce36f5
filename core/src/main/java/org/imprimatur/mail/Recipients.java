package org.imprimatur.mail;

import java.util.List;
import java.util.Optional;

/**
 * Who asked for mail. Each write is one conditional write and durable when it returns.
 * Implementations are thread-safe; a store that cannot answer throws {@link
 * org.imprimatur.post.StoreUnavailable}.
 */
public interface Recipients {
  /** Keeps a recipient in the place of the one of that id. */
  void put(Recipient recipient);

  /** The recipient of this id. */
  Optional<Recipient> find(String id);

  /** Removes a recipient; a repeat does nothing. */
  void remove(String id);

  /**
   * Removes a recipient with this secret and no other: one who asked again meanwhile stays.
   *
   * @return whether this call removed one
   */
  boolean remove(String id, String secret);

  /** Up to {@code limit} recipients who are moderators, in no promised order. */
  List<Recipient> moderators(int limit);
}
