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
    return failed() == 0;
  }

  private long failed() {
    return rows.stream().filter(row -> row.failure().isPresent()).count();
  }

  /** The table, and what it depends on. */
  String markdown() {
    return """
        %s
        %s

        %s Medians, with least and most.
        Machine: %s.
        Taken on %s from commit %s, in %d minutes. Load average: %s.
        """
        .formatted(
            Row.HEAD,
            rows.stream().map(Row::markdown).collect(Collectors.joining("\n")),
            verdict(),
            machine,
            start.truncatedTo(ChronoUnit.MINUTES),
            commit,
            took.toMinutes(),
            load);
  }

  private String verdict() {
    List<Row> judged = rows.stream().filter(row -> row.target().judges()).toList();
    long met = judged.stream().filter(row -> !row.missed()).count();
    String targets = "%d of %d targets met.".formatted(met, judged.size());
    return whole() ? targets : targets + " **%d rows failed.**".formatted(failed());
  }
}
