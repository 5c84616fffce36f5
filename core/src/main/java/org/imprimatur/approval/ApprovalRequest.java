package org.imprimatur.approval;

import java.time.Instant;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;

/**
 * Asks whether one revision of a post may become public. Carries the whole new record.
 *
 * @param postId the post
 * @param revision which of its texts
 * @param text that text
 * @param author who wrote it
 * @param submittedAt when it was acknowledged, UTC
 * @param expires when it leaves the board undecided, UTC, whole seconds
 * @param trace the request that submitted it
 */
public record ApprovalRequest(
    PostId postId,
    int revision,
    Submission text,
    Author author,
    Instant submittedAt,
    Instant expires,
    TraceParent trace) {

  /** Refuses a revision below 1. */
  public ApprovalRequest {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
  }

  /** The request about the latest text of a post. */
  public static ApprovalRequest about(Post post) {
    Revision latest = post.latest();
    return new ApprovalRequest(
        post.id(),
        latest.number(),
        latest.text(),
        post.author(),
        latest.submittedAt(),
        post.expires(),
        latest.trace());
  }

  /** The same request about a text of another author. */
  ApprovalRequest by(Author author) {
    return new ApprovalRequest(postId, revision, text, author, submittedAt, expires, trace);
  }

  /** The same for every request about this revision, by which answers are matched. */
  public String requestId() {
    return requestId(postId, revision);
  }

  static String requestId(PostId postId, int revision) {
    return postId + "-" + revision;
  }
}
