package org.imprimatur.contract;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.imprimatur.event.Backoff;

/**
 * What an engine under test is surrounded by; the engine takes its time, its randomness and its
 * backoff from here and tells its telemetry here.
 *
 * @param clock the time, which only the test moves
 * @param random the same numbers in every run; thread-safe
 * @param telemetry remembers what happened
 * @param backoff how often and when failed deliveries are tried again
 */
public record Surroundings(
    TestClock clock, RandomGenerator random, RecordingTelemetry telemetry, Backoff backoff) {

  /** Surroundings with randomness from {@code seed}. */
  public static Surroundings seeded(long seed) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 5);
    return new Surroundings(new TestClock(), new Random(seed), new RecordingTelemetry(), backoff);
  }

  /** Surroundings that are the same every time. */
  public static Surroundings quiet() {
    return seeded(1);
  }

  /** Posts to test with, made here and now. */
  public SamplePosts samplePosts() {
    return new SamplePosts(clock, random);
  }

  /** Sessions to test with, made here and now. */
  public SampleSessions sampleSessions() {
    return new SampleSessions(clock);
  }
}
