package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several rules come to together, and what a failure does. */
class OrderTest {
  private static final Rule PASS = post -> Optional.empty();
  private static final Rule APPROVE = post -> Optional.of(Finding.approve("ok"));
  private static final Rule HOLD = post -> Optional.of(Finding.hold("odd", "a"));
  private static final Rule HOLD_TOO = post -> Optional.of(Finding.hold("strange", "b"));
  private static final Rule REJECT =
      post -> Optional.of(new Finding(Finding.Action.REJECT, "bad", "", "No."));
  private static final Rule THROW =
      post -> {
        throw new IllegalStateException("broken");
      };
  private static final Rule ENDLESS = OrderTest::recurse;

  private final List<String> failures = new ArrayList<>();

  @Test
  void cleanPostIsApproved() {
    assertThat(examine(PASS, PASS)).isEqualTo(new Outcome.Approved());
  }

  @Test
  void reasonsAreGatheredInOrder() {
    assertThat(Desk.codes(examine(HOLD_TOO, PASS, HOLD))).containsExactly("strange", "odd");
  }

  @Test
  void rejectionEndsItWhateverWasHeldBefore() {
    assertThat(examine(HOLD, REJECT, THROW)).isEqualTo(new Outcome.Rejected("bad", "No."));
    assertThat(failures).isEmpty();
  }

  @Test
  void approvalKeepsRulesBehindFromBeingAsked() {
    assertThat(examine(APPROVE, REJECT, HOLD, THROW)).isEqualTo(new Outcome.Approved());
    assertThat(failures).isEmpty();
  }

  @Test
  void approvalTakesNoHoldBack() {
    assertThat(Desk.codes(examine(HOLD, APPROVE, HOLD_TOO))).containsExactly("odd");
  }

  @Test
  void ruleThatThrowsHolds() {
    Outcome outcome = examine(PASS, THROW, PASS);

    assertThat(Desk.codes(outcome)).containsExactly("screening-failed");
    assertThat(Desk.detail(outcome)).isEqualTo("rule-1");
    assertThat(failures).containsExactly("rule-1 IllegalStateException");
  }

  @Test
  void ruleThatThrowsHoldsWhateverAnotherApproves() {
    assertThat(Desk.codes(examine(THROW, APPROVE))).containsExactly("screening-failed");
  }

  @Test
  void ruleThatNeverEndsHolds() {
    assertThat(Desk.codes(examine(ENDLESS))).containsExactly("screening-failed");
  }

  @Test
  void failuresAreOneReasonBehindTheOthers() {
    Outcome outcome = examine(THROW, HOLD, THROW);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Held(
                List.of(
                    new Outcome.Reason("odd", "a"),
                    new Outcome.Reason("screening-failed", "rule-0, rule-2"))));
  }

  @Test
  void historyThatCannotBeReadHoldsAndIsAskedOnce() {
    Desk desk = new Desk();
    desk.close();
    Rules rules =
        Rules.parse("rules: [{rule: trusted-authors}, {rule: posts-per-hour}, {rule: links}]");

    Outcome outcome = desk.examine(rules, "clean");

    assertThat(Desk.codes(outcome)).containsExactly("screening-failed");
    assertThat(Desk.detail(outcome)).isEqualTo("trusted-authors, posts-per-hour");
    assertThat(desk.reads()).isEqualTo(1);
  }

  @Test
  void historyIsNotReadWhereNoRuleAsks() {
    Desk desk = new Desk();
    desk.close();

    assertThat(desk.examine(Desk.rule("links"), "clean")).isEqualTo(new Outcome.Approved());
    assertThat(desk.reads()).isZero();
  }

  @Test
  void rulesThatComeAlongHoldNewAuthorsAndApproveKnownOnes() {
    Rules rules = RulesFile.standard().rules();

    assertThat(Desk.codes(new Desk().examine(rules, "clean"))).containsExactly("new-author");
    assertThat(new Desk().published(3).examine(rules, "clean")).isEqualTo(new Outcome.Approved());
    assertThat(Desk.codes(new Desk().published(10).examine(rules, "Buy Viagra")))
        .containsExactly("blocked-word");
    assertThat(new Desk().published(10).examine(rules, "www.a.b www.b.c www.c.d www.d.e"))
        .isEqualTo(new Outcome.Approved());
  }

  private Outcome examine(Rule... rules) {
    List<Rules.Named> named = new ArrayList<>();
    Arrays.asList(rules).forEach(r -> named.add(new Rules.Named("rule-" + named.size(), r)));
    return new Examination((rule, e) -> failures.add(rule + " " + e.getClass().getSimpleName()))
        .of(new Candidate(Desk.post("text"), new Desk(), new Fingerprints()), new Rules(named));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Optional<Finding> recurse(Candidate post) {
    Optional<Finding> deeper = recurse(post);
    return deeper.isPresent() ? deeper : recurse(post);
  }
}
