package org.imprimatur.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure, what it is to be seen beside, and what it is to be.
 *
 * @param what what was measured
 * @param figure once for each repetition
 * @param unit the unit of both
 * @param besides what else was measured in the same run
 * @param comparison that, once for each repetition
 * @param target what is wanted
 */
record Row(
    String what, Series figure, String unit, String besides, Series comparison, Target target) {
  static final String HEAD =
      """
      | what | measured | beside | measured | ratio | target | verdict |
      |---|---|---|---|---|---|---|""";

  /** A row of something that could not be begun. */
  static Row failed(String what, String why) {
    Series nothing = new Series.Failed(why);
    return new Row(what, nothing, "", "", nothing, Target.NONE);
  }

  /** How many times as good as wanted, met from 1; empty where something failed. */
  OptionalDouble reached() {
    return failure().isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(target.reached(median(figure), median(comparison)));
  }

  /** Why there is no verdict. */
  Optional<String> failure() {
    return why(figure).or(() -> why(comparison));
  }

  /** Whether it failed or misses what is wanted. */
  boolean missed() {
    return reached().isEmpty() || reached().getAsDouble() < 1;
  }

  /** The figure that is judged, with its unit where it has one. */
  String judged() {
    return target.of() == Target.Of.FIGURE_AT_MOST
        ? number(median(figure)) + " " + unit
        : "ratio " + ratio();
  }

  /** This row of a table: medians, least and most in brackets, and the ratio of the medians. */
  String markdown() {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            what,
            spread(figure),
            besides,
            spread(comparison),
            failure().isPresent() ? "" : ratio(),
            target.words(unit),
            verdict());
  }

  private String verdict() {
    if (failure().isPresent()) {
      return "**failed**: " + failure().get().replaceAll("\\s+", " ").replace("|", "\\|");
    }
    if (!target.judges()) {
      return "";
    }
    return missed() ? "**not met**" : "met";
  }

  private String ratio() {
    return number(median(figure) / median(comparison));
  }

  private String spread(Series series) {
    return series.fold(
        s ->
            "%s %s (%s to %s)"
                .formatted(number(s.median()), unit, number(s.least()), number(s.most())),
        why -> "");
  }

  private static double median(Series series) {
    return series.fold(Samples::median, why -> Double.NaN);
  }

  private static Optional<String> why(Series series) {
    return series.fold(samples -> Optional.empty(), Optional::of);
  }

  /** Three digits that mean something. */
  private static String number(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
