package org.imprimatur.web.limit;

import java.time.Duration;

/**
 * Whether a thread that takes up one thing after the other has fallen behind: for a tenth of a
 * second each time many stood in line, and it came late to the end of the line. A pause that is
 * over, or one thing that takes long, is nothing to turn anybody away for; who was behind within
 * the last second, though, is so again at once. Times are those of {@link System#nanoTime}. For use
 * by that thread.
 */
final class Lag {
  private static final long LATE = Duration.ofMillis(20).toNanos();
  private static final int MANY = 8;
  private static final long LONG = Duration.ofMillis(100).toNanos();
  private static final long RECENT = Duration.ofSeconds(1).toNanos();

  private int line;
  private long begun;
  private long ended;
  private boolean late;
  private long lateSince;
  private boolean behind;
  private long lastBehind;

  Lag(long now) {
    ended = now;
    lastBehind = now - RECENT;
  }

  /** Takes up one; whether this begins a line, whose end is to be told. */
  boolean take(long now) {
    line++;
    if (line == 1) {
      begun = now;
      behind &= now - ended < LONG;
    }
    return line == 1;
  }

  /** All that stood in line at the time are done. */
  void end(long now) {
    lateSince = late ? lateSince : now;
    late = line >= MANY && now - begun > LATE;
    behind = late && (now - lateSince > LONG || now - lastBehind < RECENT);
    lastBehind = behind ? now : lastBehind;
    line = 0;
    ended = now;
  }

  boolean behind() {
    return behind;
  }
}
