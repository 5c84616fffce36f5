package org.imprimatur.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All reports on one post, gathered.
 *
 * @param reports in the order they came, one for each reporter, at most {@value #MAX_REPORTS}
 * @param settled how many of them a moderator has looked at
 * @param escalatedAt since when the rest waits for a moderator; empty while they are too few
 */
public record ReportCase(List<Report> reports, int settled, Optional<Instant> escalatedAt) {
  /** How many reports are kept; who comes later is heard but not counted. */
  public static final int MAX_REPORTS = 20;

  /** No report. */
  public static final ReportCase NONE = new ReportCase(List.of(), 0, Optional.empty());

  /** Refuses more reports than are kept, and more settled ones than there are. */
  public ReportCase {
    reports = List.copyOf(reports);
    if (reports.size() > MAX_REPORTS || settled < 0 || settled > reports.size()) {
      throw new IllegalArgumentException("not a case");
    }
  }

  /** The reports that no moderator has looked at. */
  public List<Report> open() {
    return reports.subList(settled, reports.size());
  }

  /** Whether this person has reported the post, however long ago. */
  public boolean reportedBy(String reporterId) {
    return reports.stream().anyMatch(report -> report.reporterId().equals(reporterId));
  }

  ReportCase anonymous() {
    List<Report> nobodys =
        reports.stream().map(r -> new Report("reader", r.reason(), r.at())).toList();
    return new ReportCase(nobodys, settled, escalatedAt);
  }

  /** Still one for each reporter: a pseudonym is nobody else's. */
  ReportCase without(Pseudonym person) {
    return new ReportCase(reports.stream().map(person::of).toList(), settled, escalatedAt);
  }

  boolean full() {
    return reports.size() == MAX_REPORTS;
  }

  /** With one more, which waits for a moderator if {@code threshold} open ones have gathered. */
  ReportCase with(Report report, int threshold) {
    List<Report> all = Stream.concat(reports.stream(), Stream.of(report)).toList();
    boolean enough = all.size() - settled >= threshold;
    return new ReportCase(
        all, settled, escalatedAt.or(() -> enough ? Optional.of(report.at()) : Optional.empty()));
  }

  /** A moderator has looked at all of them. */
  ReportCase settle() {
    return new ReportCase(reports, reports.size(), Optional.empty());
  }
}
