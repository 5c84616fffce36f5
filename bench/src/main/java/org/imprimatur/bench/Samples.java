package org.imprimatur.bench;

import java.util.Arrays;
import java.util.Collection;

/** Figures of one kind, at least one. */
public final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /** Keeps its own copy. */
  public static Samples of(Collection<Double> figures) {
    return of(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Keeps its own copy. */
  public static Samples of(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Samples(sorted);
  }

  /** The one in the middle, or the mean of the two that are. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest figure that at least {@code percent} of all figures do not exceed. */
  public double percentile(double percent) {
    if (percent <= 0 || percent > 100) {
      throw new IllegalArgumentException("a percentile is above 0 and at most 100");
    }
    return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
  }

  /** The smallest. */
  public double least() {
    return sorted[0];
  }

  /** The largest. */
  public double most() {
    return sorted[sorted.length - 1];
  }
}
