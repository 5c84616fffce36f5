package org.imprimatur.prove;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.HttpConnection.Answer;
import org.imprimatur.bench.Samples;
import org.imprimatur.bench.Threads;

/**
 * Requests at a rate, whether or not earlier ones are answered. The time of each counts from when
 * it was to be sent, so that waiting for a connection is in it.
 */
final class Pressure {
  private static final int CONNECTIONS = 256;

  private final int port;
  private final IntFunction<byte[]> requests;

  /** To a port of this machine; request {@code i} is the {@code i}th. */
  Pressure(int port, IntFunction<byte[]> requests) {
    this.port = port;
    this.requests = requests;
  }

  /**
   * One request and its answer.
   *
   * @param number which one it was
   * @param seconds when it was to be sent, from the start
   * @param millis from then to the end of its answer
   * @param late how many milliseconds after that it was sent
   */
  record Sample(int number, double seconds, Answer answer, double millis, double late) {
    boolean accepted() {
      return answer.status() < 500 && answer.status() != 429;
    }
  }

  /**
   * What came of it.
   *
   * @param seconds how long it took
   */
  record Outcome(List<Sample> samples, double seconds) {
    /** How many a second were done what they asked for. */
    double goodput() {
      return samples.stream().filter(Sample::accepted).count() / seconds;
    }

    double sent() {
      return samples.size() / seconds;
    }

    List<Sample> shed() {
      return samples.stream().filter(sample -> !sample.accepted()).toList();
    }

    double acceptedMillis(double percent) {
      return percentile(samples.stream().filter(Sample::accepted).toList(), percent);
    }

    double shedMillis(double percent) {
      return percentile(shed(), percent);
    }

    private static double percentile(List<Sample> samples, double percent) {
      return samples.isEmpty()
          ? 0
          : Samples.of(samples.stream().map(Sample::millis).toList()).percentile(percent);
    }
  }

  Outcome at(double perSecond, Duration time) {
    int number = (int) (perSecond * time.toMillis() / 1_000);
    AtomicInteger next = new AtomicInteger();
    List<Sample> samples = Collections.synchronizedList(new ArrayList<>(number));
    try (Threads threads = new Threads(CONNECTIONS)) {
      long start = System.nanoTime();
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.begin(() -> samples.addAll(send(next, number, start, 1e9 / perSecond)));
      }
      threads.finish();
      return new Outcome(samples, Math.max(time.toSeconds(), (System.nanoTime() - start) / 1e9));
    }
  }

  private List<Sample> send(AtomicInteger next, int number, long start, double apart)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (HttpConnection connection = HttpConnection.open(port)) {
      for (int i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
        long due = start + (long) (i * apart);
        Threads.waitUntil(due);
        long sent = System.nanoTime();
        Answer answer = connection.answer(requests.apply(i));
        long end = System.nanoTime();
        samples.add(
            new Sample(i, (due - start) / 1e9, answer, (end - due) / 1e6, (sent - due) / 1e6));
      }
    }
    return samples;
  }
}
