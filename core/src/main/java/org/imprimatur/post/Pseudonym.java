package org.imprimatur.post;

import java.time.Instant;

/**
 * What takes the place of a person who left, in all that they did up to an instant. What somebody
 * of the same identifier does afterwards is another's: the person may come back.
 *
 * @param personId the identifier that goes
 * @param nobody what comes in its place
 * @param upTo the last instant that this is about, UTC
 */
public record Pseudonym(String personId, Author nobody, Instant upTo) {
  /** The name that everybody has who left. */
  public static final String NAME = "Somebody who left";

  /** Whether what {@code id} did at {@code at} is the person's. */
  public boolean covers(String id, Instant at) {
    return id.equals(personId) && !at.isAfter(upTo);
  }

  Author of(Author author, Instant at) {
    return covers(author.id(), at) ? nobody : author;
  }

  /** A moderator's name is put beside decisions, so it goes with the identifier. */
  Decision of(Decision decision) {
    Decider decider = decision.decider();
    return decider.kind() == Decider.Kind.MODERATOR && covers(decider.id(), decision.decidedAt())
        ? new Decision(
            decision.verdict(),
            decision.reason(),
            Decider.moderator(nobody.id(), nobody.name()),
            decision.decidedAt(),
            decision.revision())
        : decision;
  }

  Revision of(Revision text) {
    return text.decision().map(this::of).map(text::decided).orElse(text);
  }

  Report of(Report report) {
    return covers(report.reporterId(), report.at())
        ? new Report(nobody.id(), report.reason(), report.at())
        : report;
  }
}
