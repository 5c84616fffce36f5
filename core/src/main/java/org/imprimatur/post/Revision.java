package org.imprimatur.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One text of a post, and what was found about it. All times are UTC to the millisecond.
 *
 * @param number counts the texts a post has had, from 1
 * @param text its title and body
 * @param submittedAt when it was acknowledged
 * @param trace the request that submitted it
 * @param asking how often the approval service was asked about it
 * @param held why the approval service left it to a person; at most {@value #MAX_HELD}
 * @param decision the decision on it; present once decided
 */
public record Revision(
    int number,
    Submission text,
    Instant submittedAt,
    TraceParent trace,
    Asking asking,
    List<HoldReason> held,
    Optional<Decision> decision) {

  /** How many reasons are kept. */
  public static final int MAX_HELD = 20;

  /** Refuses a number below 1, a decision on another revision, and more reasons than are kept. */
  public Revision {
    held = List.copyOf(held);
    if (number < 1) {
      throw new IllegalArgumentException("revisions count from 1");
    }
    if (decision.filter(d -> d.revision() != number).isPresent()) {
      throw new IllegalArgumentException("a decision belongs to the revision it is about");
    }
    if (held.size() > MAX_HELD) {
      throw new IllegalArgumentException("too many reasons");
    }
  }

  /** A text that waits for a decision. */
  public static Revision waiting(
      int number, Submission text, Instant submittedAt, TraceParent trace, Asking asking) {
    return new Revision(number, text, submittedAt, trace, asking, List.of(), Optional.empty());
  }

  Revision decided(Decision decision) {
    return new Revision(number, text, submittedAt, trace, asking, held, Optional.of(decision));
  }

  Revision asked(Asking asking) {
    return new Revision(number, text, submittedAt, trace, asking, held, decision);
  }

  /** A person has to decide, so the approval service is not asked again. */
  Revision held(List<HoldReason> reasons) {
    Asking done = new Asking(asking.times(), Optional.empty());
    return new Revision(number, text, submittedAt, trace, done, reasons, decision);
  }
}
