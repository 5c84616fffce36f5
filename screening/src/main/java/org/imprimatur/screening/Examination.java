package org.imprimatur.screening;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Verdict;
import org.imprimatur.screening.Finding.Action;

/**
 * One post before all rules. The first that rejects ends it. One that approves ends it too, but
 * takes back no hold that was found before. What fails is a hold.
 */
final class Examination {
  private static final String FAILED = "screening-failed";

  private static final String NAME = "screened";
  private static final int MOST_REASONS = Revision.MAX_HELD;

  private final BiConsumer<String, Throwable> failures;
  private final List<Finding> holds = new ArrayList<>();
  private final Set<String> failed = new LinkedHashSet<>();

  /** An examination that tells {@code failures} which rule failed and how. */
  Examination(BiConsumer<String, Throwable> failures) {
    this.failures = failures;
  }

  Judgement of(Candidate post, Rules rules) {
    for (Rules.Named rule : rules.inOrder()) {
      Optional<Finding> found = ask(rule, post);
      if (found.filter(f -> f.action() == Action.REJECT).isPresent()) {
        return decided(Verdict.REJECTED, Optional.of(found.get().message()));
      }
      if (found.filter(f -> f.action() == Action.APPROVE).isPresent()) {
        break;
      }
      found.ifPresent(holds::add);
    }
    return heldOrApproved();
  }

  private Optional<Finding> ask(Rules.Named rule, Candidate post) {
    try {
      return rule.rule().examine(post);
    } catch (RuntimeException | StackOverflowError e) {
      failed.add(rule.name());
      failures.accept(rule.name(), e);
      return Optional.empty();
    }
  }

  private Judgement heldOrApproved() {
    if (!failed.isEmpty()) {
      holds.add(
          Math.min(holds.size(), MOST_REASONS - 1), Finding.hold(FAILED, Detail.list(failed)));
    }
    return holds.isEmpty()
        ? decided(Verdict.APPROVED, Optional.empty())
        : new Judgement.Held(
            holds.stream().limit(MOST_REASONS).map(Finding::reason).toList(), NAME);
  }

  private static Judgement decided(Verdict verdict, Optional<String> message) {
    return new Judgement.Decided(verdict, message, NAME);
  }
}
