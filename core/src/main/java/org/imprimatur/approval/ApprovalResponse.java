package org.imprimatur.approval;

import org.imprimatur.post.Decision;
import org.imprimatur.post.PostId;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * The answer to an {@link ApprovalRequest}.
 *
 * @param postId the post
 * @param decision the verdict, and which revision it is about
 * @param trace the request that submitted the post
 */
public record ApprovalResponse(PostId postId, Decision decision, TraceParent trace) {

  /** The {@link ApprovalRequest#requestId()} this answers. */
  public String requestId() {
    return ApprovalRequest.requestId(postId, decision.revision());
  }

  /** Whether the answer was yes. */
  public boolean approved() {
    return decision.verdict() == Verdict.APPROVED;
  }
}
