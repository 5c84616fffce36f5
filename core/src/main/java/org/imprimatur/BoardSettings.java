package org.imprimatur;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.ReportRules;

/**
 * How a board behaves.
 *
 * @param policy how the approval service comes to its answer
 * @param approvalDelay how long after a submission the approval service is asked
 * @param patience how long after that it may be silent before it is asked again
 * @param escalateAfter how long after a submission a text that nobody answered for is held for a
 *     person; empty where it simply waits
 * @param lifetime how long a post stays, undecided from submission, published from publication
 * @param limits how much one author may hand in
 * @param reports what readers' reports lead to
 * @param mail what mails say; empty for a board that sends none
 */
public record BoardSettings(
    ApprovalPolicy policy,
    Duration approvalDelay,
    Duration patience,
    Optional<Duration> escalateAfter,
    Lifetime lifetime,
    AuthorLimits limits,
    ReportRules reports,
    Optional<MailSettings> mail) {

  /** A board that sends no mail. */
  public BoardSettings(
      ApprovalPolicy policy,
      Duration approvalDelay,
      Duration patience,
      Optional<Duration> escalateAfter,
      Lifetime lifetime,
      AuthorLimits limits,
      ReportRules reports) {
    this(
        policy,
        approvalDelay,
        patience,
        escalateAfter,
        lifetime,
        limits,
        reports,
        Optional.empty());
  }

  /**
   * A board that takes any number of posts of an author, looks again after three reports, and where
   * a text that nobody answers for simply waits.
   */
  public BoardSettings(
      ApprovalPolicy policy, Duration approvalDelay, Duration patience, Lifetime lifetime) {
    this(
        policy,
        approvalDelay,
        patience,
        Optional.empty(),
        lifetime,
        AuthorLimits.NONE,
        new ReportRules(3, false));
  }

  /** This board with mail, or without. */
  public BoardSettings withMail(Optional<MailSettings> mail) {
    return new BoardSettings(
        policy, approvalDelay, patience, escalateAfter, lifetime, limits, reports, mail);
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
