package org.imprimatur.transfer;

import java.time.Instant;

/** A line of an export. */
sealed interface Line {
  /**
   * The first line.
   *
   * @param format the version of the format that the file is written in
   * @param runtime the runtime that it comes from
   * @param at when the export began
   */
  record Board(int format, String runtime, Instant at) implements Line {}

  /**
   * A line between.
   *
   * @param entry what it holds
   */
  record Content(Entry entry) implements Line {}

  /**
   * The last line, by which a file that was cut off is told from a whole one.
   *
   * @param counts how many lines of each kind came before
   */
  record End(Counts counts) implements Line {}
}
