package org.imprimatur.notice;

import java.time.Instant;
import java.util.Optional;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;

/**
 * What people have been told. Implementations are thread-safe; a store that cannot answer throws
 * {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface Notices {
  /**
   * Keeps a notice unless one of its id is kept for that person. Durable when it returns; a repeat
   * changes nothing.
   */
  void put(Notice notice);

  /** A person's notice of this id unless it has ended at {@code now}. */
  Optional<Notice> find(String personId, String id, Instant now);

  /** A person's notices that have not ended at {@code now}, the latest first, then by id. */
  Page<Notice> of(String personId, PageRequest page, Instant now);

  /**
   * Removes up to {@code limit} of a person's notices of what happened up to an instant; once all
   * are gone, a repeat does nothing.
   *
   * @return how many; fewer than {@code limit} when none is left
   */
  int removeAll(String personId, Instant upTo, int limit);
}
