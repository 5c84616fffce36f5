package org.imprimatur.bench;

import java.util.List;

/** Rows with figures of a test's own. */
final class Rows {
  private Rows() {}

  static Row of(double figure, double comparison, Target target) {
    return of(measured(figure), measured(comparison), target);
  }

  static Row of(Series figure, Series comparison, Target target) {
    return new Row("posts", figure, "/s", "commits", comparison, target);
  }

  static Series measured(Double... figures) {
    return new Series.Measured(Samples.of(List.of(figures)));
  }

  static Series failed(String why) {
    return new Series.Failed(why);
  }
}
