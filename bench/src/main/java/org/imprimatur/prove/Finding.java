package org.imprimatur.prove;

/**
 * What came out of a check.
 *
 * @param verdict whether that is what has to
 * @param figure what was seen, in words and numbers
 */
record Finding(Verdict verdict, String figure) {
  /** Only the first counts as passed. */
  enum Verdict {
    /** The target was met. */
    MET,
    /** The target was not met. */
    MISSED,
    /** The check cannot run on this machine; the figure says why. */
    CANNOT_RUN
  }

  static Finding of(boolean met, String figure) {
    return new Finding(met ? Verdict.MET : Verdict.MISSED, figure);
  }

  static Finding cannotRun(String why) {
    return new Finding(Verdict.CANNOT_RUN, why);
  }
}
