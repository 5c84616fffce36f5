package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.post.HoldReason;
import org.junit.jupiter.api.Test;

/** What several rules come to together, and what a failure does. */
class OrderTest {
  private static final Rule PASS = post -> Optional.empty();
  private static final Rule APPROVE = post -> Optional.of(Finding.approve("ok"));
  private static final Rule HOLD = post -> Optional.of(Finding.hold("odd", "a"));
  private static final Rule HOLD_TOO = post -> Optional.of(Finding.hold("strange", "b"));
  private static final Rule REJECT = post -> Optional.of(Finding.reject("bad", "", "No."));
  private static final Rule THROW =
      post -> {
        throw new IllegalStateException("broken");
      };
  private static final Rule ENDLESS = OrderTest::recurse;

  private final List<String> failures = new ArrayList<>();

  @Test
  void cleanPostIsApproved() {
    assertThat(examine(PASS, PASS)).isEqualTo(Desk.APPROVED);
  }

  @Test
  void reasonsAreGatheredInOrder() {
    assertThat(Desk.codes(examine(HOLD_TOO, PASS, HOLD))).containsExactly("strange", "odd");
  }

  @Test
  void rejectionEndsItWhateverWasHeldBefore() {
    assertThat(examine(HOLD, REJECT, THROW)).isEqualTo(Desk.rejected("No."));
    assertThat(failures).isEmpty();
  }

  @Test
  void approvalKeepsRulesBehindFromBeingAsked() {
    assertThat(examine(APPROVE, REJECT, HOLD, THROW)).isEqualTo(Desk.APPROVED);
    assertThat(failures).isEmpty();
  }

  @Test
  void approvalTakesNoHoldBack() {
    assertThat(Desk.codes(examine(HOLD, APPROVE, HOLD_TOO))).containsExactly("odd");
  }

  @Test
  void ruleThatThrowsHolds() {
    Judgement outcome = examine(PASS, THROW, PASS);

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
    Judgement outcome = examine(THROW, HOLD, THROW);

    assertThat(outcome)
        .isEqualTo(
            new Judgement.Held(
                List.of(
                    new HoldReason("odd", "a"),
                    new HoldReason("screening-failed", "rule-0, rule-2")),
                "screened"));
  }

  @Test
  void reasonsAreAsManyAsAPostKeepsAndAFailureIsAmongThem() {
    Rule[] rules = new Rule[30];
    Arrays.fill(rules, HOLD);
    rules[29] = THROW;

    assertThat(Desk.codes(examine(rules))).hasSize(20).endsWith("odd", "screening-failed");
  }

  @Test
  void historyThatCannotBeReadHoldsAndIsAskedOnce() {
    Desk desk = new Desk();
    desk.close();
    Rules rules =
        Rules.parse("rules: [{rule: trusted-authors}, {rule: posts-per-hour}, {rule: links}]");

    Judgement outcome = desk.examine(rules, "clean");

    assertThat(Desk.codes(outcome)).containsExactly("screening-failed");
    assertThat(Desk.detail(outcome)).isEqualTo("trusted-authors, posts-per-hour");
    assertThat(desk.reads()).isEqualTo(1);
  }

  @Test
  void historyIsNotReadWhereNoRuleAsks() {
    Desk desk = new Desk();
    desk.close();

    assertThat(desk.examine(Desk.rule("links"), "clean")).isEqualTo(Desk.APPROVED);
    assertThat(desk.reads()).isZero();
  }

  @Test
  void rulesThatComeAlongHoldNewAuthorsAndApproveKnownOnes() {
    Rules rules = RulesFile.standard().rules();

    assertThat(Desk.codes(new Desk().examine(rules, "clean"))).containsExactly("new-author");
    assertThat(new Desk().published(3).examine(rules, "clean")).isEqualTo(Desk.APPROVED);
    assertThat(Desk.codes(new Desk().published(10).examine(rules, "Buy Viagra")))
        .containsExactly("blocked-word");
    assertThat(new Desk().published(10).examine(rules, "www.a.b www.b.c www.c.d www.d.e"))
        .isEqualTo(Desk.APPROVED);
  }

  private Judgement examine(Rule... rules) {
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
