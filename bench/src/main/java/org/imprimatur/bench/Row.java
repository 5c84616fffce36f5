package org.imprimatur.bench;

import java.util.Locale;

/**
 * A figure and what it is to be seen beside.
 *
 * @param what what was measured
 * @param figure once for each repetition
 * @param unit the unit of both
 * @param besides what else was measured in the same run
 * @param comparison that, once for each repetition
 */
record Row(String what, Samples figure, String unit, String besides, Samples comparison) {
  static final String HEAD =
      """
      | what | measured | beside | measured | ratio |
      |---|---|---|---|---|""";

  /** This row of a table: medians, least and most in brackets, and the ratio of the medians. */
  String markdown() {
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            what,
            spread(figure),
            besides,
            spread(comparison),
            number(figure.median() / comparison.median()));
  }

  private String spread(Samples samples) {
    return "%s %s (%s to %s)"
        .formatted(number(samples.median()), unit, number(samples.least()), number(samples.most()));
  }

  /** Three digits that mean something. */
  private static String number(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
