package org.imprimatur.bench;

import java.time.Duration;

/**
 * How long and how often things are measured.
 *
 * @param repetitions how often, after once to warm up
 * @param warmUp how long that takes
 * @param each how long each repetition takes
 * @param rest how long a process is left alone before its memory is looked at
 * @param posts how many posts the feed has
 */
record Plan(int repetitions, Duration warmUp, Duration each, Duration rest, int posts) {
  /** What figures are published from; some twelve minutes. */
  static final Plan FULL =
      new Plan(5, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(10), 100_000);

  /** To see that everything works; its figures mean little. */
  static final Plan QUICK =
      new Plan(2, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 2_000);
}
