package org.imprimatur;

import java.time.Duration;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.ReportRules;

/**
 * How a board behaves.
 *
 * @param policy how the approval service comes to its answer
 * @param approvalDelay how long after a submission the approval service is asked
 * @param patience how long after that it may be silent before it is asked again
 * @param lifetime how long a post stays, undecided from submission, published from publication
 * @param limits how much one author may hand in
 * @param reports what readers' reports lead to
 */
public record BoardSettings(
    ApprovalPolicy policy,
    Duration approvalDelay,
    Duration patience,
    Lifetime lifetime,
    AuthorLimits limits,
    ReportRules reports) {

  /** A board that takes any number of posts of an author, and looks again after three reports. */
  public BoardSettings(
      ApprovalPolicy policy, Duration approvalDelay, Duration patience, Lifetime lifetime) {
    this(policy, approvalDelay, patience, lifetime, AuthorLimits.NONE, new ReportRules(3, false));
  }

  /** The board of the reference: yes after ten seconds, thirty days; three reports for a look. */
  public static BoardSettings reference() {
    return new BoardSettings(
        ApprovalPolicy.auto(),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        new Lifetime(Duration.ofDays(30)));
  }
}
