package org.imprimatur.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.constructs.IConstruct;

/** Lets a finding of the AWS Solutions checks stand, with the reason why. */
final class Excused {
  private static final String PACK = "AwsSolutions-";

  private Excused() {}

  /** Everything below {@code where} is excused of one rule. */
  static void of(String rule, IConstruct where, String reason) {
    suppress(where, NagPackSuppression.builder().id(PACK + rule).reason(reason).build());
  }

  /** Everything below {@code where} may name resources that end like this. */
  static void ofResourcesEndingWith(String end, IConstruct where, String reason) {
    String pattern = "/^Resource::<[A-Za-z0-9.]+>" + end.replace("*", "\\*") + "$/g";
    suppress(
        where,
        NagPackSuppression.builder()
            .id(PACK + "IAM5")
            .appliesTo(List.of(RegexAppliesTo.builder().regex(pattern).build()))
            .reason(reason)
            .build());
  }

  private static void suppress(IConstruct where, NagPackSuppression suppression) {
    NagSuppressions.addResourceSuppressions(where, List.of(suppression), true);
  }
}
