package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The document about speed: what stands between its two marks is written from a report, never by
 * hand, and so is its chart.
 *
 * @param text the document
 * @param chart its chart
 */
record Document(Path text, Path chart) {
  static final String BEGIN = "<!-- Figures: ./imprimatur bench writes what follows. -->\n";
  static final String END = "<!-- End of figures. -->\n";

  static Document in(Path docs) {
    return new Document(docs.resolve("performance.md"), docs.resolve("performance.svg"));
  }

  /** Puts the report in the place of the one before. */
  void write(Report report) throws IOException {
    String before = Files.readString(text);
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(text + " does not say where figures belong");
    }
    Files.writeString(
        text,
        before.substring(0, begin)
            + BEGIN
            + "\n![How far each figure is from its target](%s)\n\n".formatted(chart.getFileName())
            + report.markdown()
            + "\n"
            + before.substring(end));
    Files.writeString(chart, Chart.of(report.rows()));
  }
}
