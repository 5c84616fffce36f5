package org.imprimatur.bench;

import java.time.Duration;

/**
 * How long and how often things are measured, and on how much.
 *
 * @param repetitions how often, after once to warm up
 * @param warmUp how long that takes, where nothing else warms the same server
 * @param each how long each repetition takes
 * @param rest how long a process is left alone before its memory is looked at
 * @param few how many posts a small board has
 * @param many how many the board has whose feed is kept
 * @param most how many a large board has
 */
record Plan(
    int repetitions, Duration warmUp, Duration each, Duration rest, int few, int many, int most) {
  /** What figures are published from. */
  static final Plan FULL =
      new Plan(
          5,
          Duration.ofSeconds(25),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          10_000,
          100_000,
          1_000_000);

  /** To see that everything works; its figures mean little. */
  static final Plan QUICK =
      new Plan(
          2,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1_000,
          2_000,
          10_000);

  /** The same with ten times as many posts on the large board. */
  Plan large() {
    return new Plan(repetitions, warmUp, each, rest, few, many, 10 * most);
  }

  /** How long a trial takes to warm up whose server others warm as well. */
  Duration share() {
    return warmUp.dividedBy(2);
  }
}
