package org.imprimatur.embedded;

/** Told of each {@link CrashPoint} that is passed, so that tests can crash there. */
@FunctionalInterface
interface Crash {
  /** What a shell shows for a process killed by SIGKILL, which this imitates. */
  int KILLED = 137;

  /** The code has come to this place. */
  void at(CrashPoint point);

  /** Lets everything pass. */
  static Crash never() {
    return point -> {};
  }

  /** Ends the process at once, as a kill would, the first time it comes to {@code where}. */
  static Crash haltAt(CrashPoint where) {
    return point -> {
      if (point == where) {
        Runtime.getRuntime().halt(KILLED);
      }
    };
  }
}
