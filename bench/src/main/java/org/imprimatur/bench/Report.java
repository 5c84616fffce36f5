package org.imprimatur.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run found.
 *
 * @param rows what was measured
 * @param machine where
 * @param start when
 * @param took how long that took
 * @param commit of which sources
 * @param load how many processes wanted a core
 */
record Report(
    List<Row> rows, String machine, Instant start, Duration took, String commit, String load) {
  Report {
    rows = List.copyOf(rows);
  }

  /** Whether everything could be measured. */
  boolean whole() {
    return rows.stream().noneMatch(row -> row.failure().isPresent());
  }

  /** The table, and what it depends on. */
  String markdown() {
    long judged = rows.stream().filter(row -> row.target().judges()).count();
    long met = rows.stream().filter(row -> row.target().judges() && !row.missed()).count();
    return """
        %s
        %s

        %d of %d targets met. Medians, with least and most.
        Machine: %s.
        Taken on %s from commit %s, in %d minutes. Load average: %s.
        """
        .formatted(
            Row.HEAD,
            rows.stream().map(Row::markdown).collect(Collectors.joining("\n")),
            met,
            judged,
            machine,
            start.truncatedTo(ChronoUnit.MINUTES),
            commit,
            took.toMinutes(),
            load);
  }
}
