package org.imprimatur.approval;

import java.util.Optional;
import org.imprimatur.post.Verdict;

/** How the approval service comes to its answer. Thread-safe; gives the same answer again. */
@FunctionalInterface
public interface ApprovalPolicy {
  /** Judges one revision of a post, or holds it for a person by answering nothing. */
  Optional<Judgement> judge(ApprovalRequest request);

  /** Says yes to everything. */
  static ApprovalPolicy auto() {
    return request -> Optional.of(new Judgement(Verdict.APPROVED, Optional.empty(), "auto"));
  }

  /** Leaves everything to moderators. */
  static ApprovalPolicy manual() {
    return request -> Optional.empty();
  }

  /**
   * What a policy found.
   *
   * @param verdict which way it went
   * @param reason why, for the author
   * @param by the policy's name
   */
  record Judgement(Verdict verdict, Optional<String> reason, String by) {}
}
