package org.imprimatur.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trials taken in turn, so that what else the machine does meets them all alike. One that fails is
 * not tried again and takes none of the others along.
 */
final class Rounds {
  private final Plan plan;
  private final Map<String, Course> courses = new LinkedHashMap<>();
  private final List<Course> cold = new ArrayList<>();

  Rounds(Plan plan) {
    this.plan = plan;
  }

  /** Takes a trial in under the name that rows have for it. */
  Rounds with(String name, Trial trial) {
    Course course = new Course(trial);
    courses.put(name, course);
    cold.add(course);
    return this;
  }

  /** The same for one that is as fast the first time: native, or warmed up by another before it. */
  Rounds withWarm(String name, Trial trial) {
    courses.put(name, new Course(trial));
    return this;
  }

  /** Warms up for so long what is cold, then runs all of them one after the other, many times. */
  Rounds run(Duration warmUp) {
    cold.forEach(course -> course.warmUp(warmUp));
    for (int round = 0; round < plan.repetitions(); round++) {
      courses.values().forEach(course -> course.run(plan.each()));
    }
    return this;
  }

  /** A figure of a trial beside the same of another. */
  Row row(String trial, Figure figure, String beside, Target target) {
    return row(trial, figure, beside, figure, target);
  }

  /** A figure of a trial beside another of another. */
  Row row(String trial, Figure figure, String beside, Figure besides, Target target) {
    return new Row(
        trial + figure.name(),
        series(trial, figure),
        figure.unit(),
        beside + besides.name(),
        series(beside, besides),
        target);
  }

  private Series series(String trial, Figure figure) {
    return Optional.ofNullable(courses.get(trial))
        .orElseThrow(() -> new IllegalArgumentException("nothing is called " + trial))
        .figures(figure);
  }

  /** One trial's way through the rounds. */
  private static final class Course {
    private final Trial trial;
    private final List<List<Double>> runs = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    Course(Trial trial) {
      this.trial = trial;
    }

    /** What goes wrong meanwhile goes wrong again, unless it was for being cold. */
    void warmUp(Duration time) {
      run(time);
      runs.clear();
      failure = Optional.empty();
    }

    void run(Duration time) {
      if (failure.isEmpty()) {
        try {
          runs.add(trial.run(time));
        } catch (Exception e) {
          failure = Optional.of(Failure.words(e));
          System.err.println("Failed: " + failure.get());
        }
      }
    }

    Series figures(Figure figure) {
      return failure.<Series>map(Series.Failed::new).orElseGet(() -> measured(figure));
    }

    private Series measured(Figure figure) {
      return new Series.Measured(
          Samples.of(runs.stream().map(run -> run.get(figure.place())).toList()));
    }
  }
}
