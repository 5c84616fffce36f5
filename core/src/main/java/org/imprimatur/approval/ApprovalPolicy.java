package org.imprimatur.approval;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Verdict;

/** How the approval service comes to its answer. Thread-safe; gives the same answer again. */
@FunctionalInterface
public interface ApprovalPolicy {
  /** Judges one revision of a post, or says nothing. */
  Optional<Judgement> judge(ApprovalRequest request);

  /** Says yes to everything. */
  static ApprovalPolicy auto() {
    return request ->
        Optional.of(new Judgement.Decided(Verdict.APPROVED, Optional.empty(), "auto"));
  }

  /** Leaves everything to moderators, silently. */
  static ApprovalPolicy manual() {
    return request -> Optional.empty();
  }

  /** What a policy found. */
  sealed interface Judgement {
    /** Follows the one branch that holds. */
    default <T> T fold(Function<Decided, T> decided, Function<Held, T> held) {
      return this instanceof Decided d ? decided.apply(d) : held.apply((Held) this);
    }

    /** The policy's name. */
    String by();

    /**
     * It is sure.
     *
     * @param verdict which way it went
     * @param reason why, for the author
     * @param by the policy's name
     */
    record Decided(Verdict verdict, Optional<String> reason, String by) implements Judgement {}

    /**
     * A person has to decide.
     *
     * @param reasons why, for the moderator; at least one
     * @param by the policy's name
     */
    record Held(List<HoldReason> reasons, String by) implements Judgement {
      /** Keeps its own copy; refuses to hold without a reason. */
      public Held {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
          throw new IllegalArgumentException("holding a text says why");
        }
      }
    }
  }
}
