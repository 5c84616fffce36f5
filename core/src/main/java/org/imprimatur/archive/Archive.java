package org.imprimatur.archive;

import java.util.Optional;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/**
 * Posts that left the board. Nothing in it is public. Implementations are thread-safe; a store that
 * cannot answer throws {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface Archive {
  /**
   * Keeps a departed post unless one of its id is kept. Durable when it returns.
   *
   * @return whether this call put it there
   */
  boolean put(ArchivedPost departed);

  /** The departed post of this id. */
  Optional<ArchivedPost> find(PostId id);

  /** An author's departed posts, the latest departure first, then by id descending. */
  Page<ArchivedPost> byAuthor(String authorId, PageRequest page);

  /**
   * Puts a pseudonym in the place of a person wherever this departed post names them, as its author
   * or as who decided on it. A repeat does nothing, and so does a post that is not there.
   */
  void pseudonymise(PostId id, Pseudonym person);

  /** All departed posts, the latest departure first, then by id descending. */
  Page<ArchivedPost> all(PageRequest page);
}
