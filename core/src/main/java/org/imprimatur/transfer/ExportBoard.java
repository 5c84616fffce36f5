package org.imprimatur.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Writes a whole board as JSON Lines: one object a line in UTF-8, the first of type {@code board},
 * the last of type {@code end} with the counts of those between. Changes nothing.
 */
public final class ExportBoard {
  private final Holdings holdings;
  private final String runtime;
  private final Clock clock;

  /**
   * Exports from {@code holdings}.
   *
   * @param runtime the name of the runtime that they belong to
   */
  public ExportBoard(Holdings holdings, String runtime, Clock clock) {
    this.holdings = holdings;
    this.runtime = runtime;
    this.clock = clock;
  }

  /**
   * Writes everything and leaves {@code out} open. What an exception cut off has no last line.
   *
   * @return how much it was
   * @throws IOException if {@code out} takes no more
   */
  public Counts to(OutputStream out) throws IOException {
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(
        lines,
        new Line.Board(BoardLines.FORMAT, runtime, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    Counts counts = entries(lines);
    write(lines, new Line.End(counts));
    lines.flush();
    return counts;
  }

  private Counts entries(Writer lines) throws IOException {
    Counts[] counts = {Counts.NONE};
    try {
      holdings.forEach(
          entry -> {
            counts[0] = counts[0].with(entry);
            writeUnchecked(lines, new Line.Content(entry));
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return counts[0];
  }

  private static void writeUnchecked(Writer lines, Line line) {
    try {
      write(lines, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Writer lines, Line line) throws IOException {
    lines.write(BoardLines.write(line));
    lines.write('\n');
  }
}
