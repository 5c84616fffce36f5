package org.imprimatur.post;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Takes reports of published posts from readers. They gather on the post; when enough are there
 * that no moderator has looked at, it is back in the moderators' queue.
 */
public final class ReportPost {
  private final Posts posts;
  private final ReportRules rules;
  private final Clock clock;

  /** Reports to {@code posts}. */
  public ReportPost(Posts posts, ReportRules rules, Clock clock) {
    this.posts = posts;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Reports a public post.
   *
   * @param reporterId who reports; counts once for each post
   * @param reason why, as {@link Report#acceptsReason} says
   */
  public Reported report(PostId id, String reporterId, String reason) {
    Report report = new Report(reporterId, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return posts.update(id, report.at(), post -> step(post, report)).orElse(Reported.NOT_FOUND);
  }

  private Step<Reported> step(Post post, Report report) {
    if (post.reports().reportedBy(report.reporterId())) {
      return Step.none(post.status().approved() ? Reported.BEFORE : Reported.NOT_FOUND);
    }
    if (post.status() != Status.PUBLISHED) {
      return Step.none(Reported.NOT_FOUND);
    }
    if (post.author().id().equals(report.reporterId())) {
      return Step.none(Reported.OWN);
    }
    if (post.reports().full()) {
      return Step.none(Reported.DONE);
    }
    ReportCase reports = post.reports().with(report, rules.threshold());
    boolean hidden = rules.hides() && reports.escalatedAt().isPresent();
    Post reported =
        post.next().reports(reports).status(hidden ? Status.HIDDEN : Status.PUBLISHED).post();
    return Step.to(reported, hidden ? Change.Kind.HIDDEN : Change.Kind.REPORTED, Reported.DONE);
  }

  /** The answer of {@link #report}. */
  public enum Reported {
    /** It was heard. */
    DONE,
    /** This reader has reported it before; nothing changed. */
    BEFORE,
    /** It is the reader's own post; nothing changed. */
    OWN,
    /** There is no such public post; nothing changed. */
    NOT_FOUND
  }
}
