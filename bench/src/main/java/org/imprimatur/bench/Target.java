package org.imprimatur.bench;

import java.util.Locale;

/**
 * What a figure, or its ratio to what it stands beside, is to be.
 *
 * @param of which of the two, and in which direction
 * @param bound the least or the most
 */
record Target(Of of, double bound) {
  /** What is held against the bound. */
  enum Of {
    RATIO_AT_LEAST,
    RATIO_AT_MOST,
    FIGURE_AT_MOST,
    NOTHING
  }

  /** Shown, not judged. */
  static final Target NONE = new Target(Of.NOTHING, 1);

  static Target ratioAtLeast(double bound) {
    return new Target(Of.RATIO_AT_LEAST, bound);
  }

  static Target ratioAtMost(double bound) {
    return new Target(Of.RATIO_AT_MOST, bound);
  }

  static Target atMost(double bound) {
    return new Target(Of.FIGURE_AT_MOST, bound);
  }

  /** Whether there is anything to be met. */
  boolean judges() {
    return of != Of.NOTHING;
  }

  /** How many times as good as wanted; met from 1. */
  double reached(double figure, double comparison) {
    return switch (of) {
      case RATIO_AT_LEAST -> figure / comparison / bound;
      case RATIO_AT_MOST -> bound * comparison / figure;
      case FIGURE_AT_MOST -> bound / figure;
      case NOTHING -> 1;
    };
  }

  /** As a table says it. */
  String words(String unit) {
    String number = String.format(Locale.ROOT, bound == Math.rint(bound) ? "%.0f" : "%s", bound);
    return switch (of) {
      case RATIO_AT_LEAST -> "≥ " + number;
      case RATIO_AT_MOST -> "≤ " + number;
      case FIGURE_AT_MOST -> "≤ " + number + " " + unit;
      case NOTHING -> "";
    };
  }
}
