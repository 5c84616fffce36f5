package org.imprimatur.approval;

import java.time.Instant;
import java.util.List;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Revision;
import org.imprimatur.post.TraceParent;

/**
 * The answer to an {@link ApprovalRequest} that leaves the text to a person. It decides nothing.
 *
 * @param postId the post
 * @param revision which of its texts
 * @param reasons why, for the moderator; 1 to {@value Revision#MAX_HELD}
 * @param heldBy the approval service's name
 * @param heldAt when it answered, UTC
 * @param trace the request that submitted the post
 */
public record ApprovalHeld(
    PostId postId,
    int revision,
    List<HoldReason> reasons,
    String heldBy,
    Instant heldAt,
    TraceParent trace) {

  /** Keeps its own copy; refuses a number of reasons out of range and a revision below 1. */
  public ApprovalHeld {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() || reasons.size() > Revision.MAX_HELD) {
      throw new IllegalArgumentException("holding a text gives 1 to 20 reasons");
    }
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
  }

  /** The {@link ApprovalRequest#requestId()} this answers. */
  public String requestId() {
    return ApprovalRequest.requestId(postId, revision);
  }
}
