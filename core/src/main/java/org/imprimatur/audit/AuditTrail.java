package org.imprimatur.audit;

import java.util.List;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/**
 * The entries. They are added and never edited, but for the one thing a person may ask for: that
 * their identity is taken out. Implementations are thread-safe; a store that cannot answer throws
 * {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface AuditTrail {
  /** Adds an entry unless one of its id is there. Durable when it returns. */
  void append(AuditEntry entry);

  /** All entries, the latest first, then by id descending. */
  Page<AuditEntry> all(PageRequest page);

  /** The entries about one post, the latest first, then by id descending. */
  Page<AuditEntry> of(PostId post, PageRequest page);

  /** What a person did, the latest first, then by id descending. */
  Page<AuditEntry> by(String personId, PageRequest page);

  /**
   * Puts the id of a pseudonym in the place of a person's id and name, in those of some entries
   * that they are the actor of and that it covers. A repeat does nothing.
   *
   * @param entries up to a page of them
   */
  void pseudonymise(List<AuditEntry> entries, Pseudonym person);
}
