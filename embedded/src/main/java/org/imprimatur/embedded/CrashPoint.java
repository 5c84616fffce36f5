package org.imprimatur.embedded;

import java.util.Arrays;
import java.util.Locale;

/** A place where a crash must lose nothing and double nothing. */
enum CrashPoint {
  /** Writes are taken from the queue; their transaction has not begun. */
  BEFORE_TX,
  /** Everything is written, nothing is committed. */
  IN_TX,
  /** Committed; whoever waits has not been told. */
  BEFORE_ANSWER,
  /** A change is in the store; what follows from it has not been begun. */
  AFTER_COMMIT_BEFORE_PUBLISH,
  /** What follows from a change is done; the change still counts as undelivered. */
  AFTER_PUBLISH_BEFORE_MARK,
  /** An event is about to be handed to its consumer. */
  IN_CONSUMER_BEFORE_COMMIT,
  /** A consumer has done its work; the event still counts as undelivered. */
  IN_CONSUMER_AFTER_COMMIT,
  /** Expired posts are removed and their changes written, nothing is committed. */
  IN_EXPIRY;

  /** The name used in settings, such as {@code in-tx}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The point that {@code text} names; refuses, listing all, what is none. */
  static CrashPoint named(String text) {
    return Arrays.stream(values())
        .filter(point -> point.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such place to crash; there are "
                        + String.join(
                            ", ", Arrays.stream(values()).map(CrashPoint::text).toList())));
  }
}
