package org.imprimatur.archive;

import java.time.Instant;
import org.imprimatur.post.Change;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Post;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.post.Status;

/**
 * A post that left the board.
 *
 * @param post the post as it was when it left, with the decision on it if there was one
 * @param cause why it left
 * @param leftAt when it left: decided against, withdrawn, or expired; UTC, never changes
 */
public record ArchivedPost(Post post, Cause cause, Instant leftAt) {

  /** The same with a pseudonym wherever it names a person who left. */
  public ArchivedPost without(Pseudonym person) {
    return new ArchivedPost(post.without(person), cause, leftAt);
  }

  /**
   * What the archive keeps of a post that a change took off the board. An expired one left when its
   * time was over, not when somebody came to sweep; a rejected one that expired before it could be
   * moved was still rejected. Who reported it is nobody's business any more.
   */
  public static ArchivedPost of(Change departure) {
    boolean expired = departure.kind() == Change.Kind.EXPIRED;
    Post post = departure.post();
    Instant leftAt = expired ? post.expires() : departure.at();
    return new ArchivedPost(post.withoutReporters(), cause(post), leftAt);
  }

  private static Cause cause(Post post) {
    if (post.status() == Status.REJECTED) {
      return Cause.REJECTED;
    }
    return post.status() == Status.WITHDRAWN ? Cause.WITHDRAWN : Cause.EXPIRED;
  }

  /** Its place in lists of the archive. */
  public Cursor place() {
    return new Cursor(leftAt, post.id().value());
  }
}
