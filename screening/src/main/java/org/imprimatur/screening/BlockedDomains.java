package org.imprimatur.screening;

import java.util.Optional;
import java.util.Set;
import org.imprimatur.screening.Finding.Action;

/** Domains of a list, or what is below them, wherever they are named. */
record BlockedDomains(Consequence then, Domains domains) implements Rule {
  static final String NAME = "blocked-domains";
  private static final String CODE = "blocked-domain";
  private static final String MESSAGE = "It names an address that is not welcome here.";
  private static final int MOST_DOMAINS = 10_000;
  private static final int MOST_NAMED = 5;

  static Rule of(Keys keys) {
    return new BlockedDomains(
        Consequence.of(keys, Action.HOLD, MESSAGE),
        Domains.of(keys.texts("domains", MOST_DOMAINS, Domains.LONGEST, BlockedDomains::problem)));
  }

  private static Optional<String> problem(String written) {
    return Domains.parse(written).isPresent()
        ? Optional.empty()
        : Optional.of("is no domain such as example.org; what is below it counts without asking");
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    Set<String> found = domains.in(post.readable(), MOST_NAMED);
    return found.isEmpty() ? Optional.empty() : Optional.of(then.of(CODE, Detail.list(found)));
  }
}
