package org.imprimatur.archive;

import java.time.Instant;
import org.imprimatur.post.Author;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Post;

/**
 * A post that left the board.
 *
 * @param post the post as it was when it left, with the decision on it if there was one
 * @param cause why it left
 * @param leftAt when it left: decided against, withdrawn, or expired; UTC, never changes
 */
public record ArchivedPost(Post post, Cause cause, Instant leftAt) {

  /** The same in the name of another author. */
  public ArchivedPost by(Author author) {
    return new ArchivedPost(post.by(author), cause, leftAt);
  }

  /** Its place in lists of the archive. */
  public Cursor place() {
    return new Cursor(leftAt, post.id().value());
  }
}
