package org.imprimatur.post;

/**
 * Who wrote a post, as the sign-in provider said at the time.
 *
 * @param id the provider's subject identifier; never shown to others
 * @param name the name shown beside the post; untrusted text
 */
public record Author(String id, String name) {
  /** Refuses an author without an id. */
  public Author {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an author has an id");
    }
  }
}
