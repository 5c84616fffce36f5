package org.imprimatur.bench;

import java.time.Duration;
import java.util.List;

/** One thing done once. */
@FunctionalInterface
interface Trial {
  /** Does it for about {@code time} and says what came out, the same figures each time. */
  List<Double> run(Duration time) throws Exception;
}
