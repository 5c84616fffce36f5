package org.imprimatur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trials taken in turn, so that what else the machine does meets them all alike. */
final class Rounds {
  private final List<List<List<Double>>> byTrial;

  private Rounds(List<List<List<Double>>> byTrial) {
    this.byTrial = byTrial;
  }

  /** Warms each trial up, then runs all of them one after the other, again and again. */
  static Rounds of(Plan plan, List<Trial> trials) throws Exception {
    for (Trial trial : trials) {
      trial.run(plan.warmUp());
    }
    List<List<List<Double>>> byTrial = new ArrayList<>();
    trials.forEach(trial -> byTrial.add(new ArrayList<>()));
    for (int round = 0; round < plan.repetitions(); round++) {
      for (int i = 0; i < trials.size(); i++) {
        byTrial.get(i).add(trials.get(i).run(plan.each()));
      }
    }
    return new Rounds(byTrial);
  }

  /** What came out of one trial as one of its figures, once for each repetition. */
  Samples figures(int trial, int figure) {
    List<List<Double>> runs = byTrial.get(trial);
    return Samples.of(
        IntStream.range(0, runs.size()).mapToObj(run -> runs.get(run).get(figure)).toList());
  }
}
