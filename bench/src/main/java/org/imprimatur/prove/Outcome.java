package org.imprimatur.prove;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.imprimatur.bench.Samples;

/**
 * What came of requests, each with a number from 0 and a time at which it was to be sent. All times
 * of a request count from that one.
 */
final class Outcome {
  private static final int CUT = 0;

  private final long apart;
  private final short[] status;
  private final long[] late;
  private final long[] took;
  private final BitSet saysWhen = new BitSet();
  private double seconds;
  private int connections;

  /** Of so many requests, so many nanoseconds apart. */
  Outcome(int number, long apart) {
    this.apart = apart;
    status = new short[number];
    late = new long[number];
    took = new long[number];
  }

  /** When a request is to be sent, in nanoseconds from the start. */
  long due(int request) {
    return request * apart;
  }

  int requests() {
    return status.length;
  }

  void sent(int request, long after) {
    late[request] = after - due(request);
  }

  void answered(int request, long after, AnswerReader answer) {
    took[request] = after - due(request);
    status[request] = (short) answer.status();
    saysWhen.set(request, answer.saysWhen());
  }

  /** No answer will come. */
  void cut(int request, long after) {
    took[request] = after - due(request);
    status[request] = CUT;
  }

  /** All is over. */
  Outcome over(double atLast, int connectionsMade) {
    seconds = atLast;
    connections = connectionsMade;
    return this;
  }

  /** How many a second were done what they asked for. */
  double goodput() {
    return accepted().count() / seconds;
  }

  double perSecond() {
    return requests() / seconds;
  }

  /** How many had no answer. */
  long cut() {
    return all().filter(i -> status[i] == CUT).count();
  }

  /** How many connections there were. */
  int connections() {
    return connections;
  }

  /** How many in a hundred of those were accepted. */
  double accepted(IntPredicate which) {
    return 100.0 * accepted().filter(which).count() / Math.max(1, all().filter(which).count());
  }

  boolean wellShed() {
    return shed().allMatch(i -> status[i] == 503 && saysWhen.get(i));
  }

  double acceptedMillis(double percent) {
    return millis(accepted(), took, percent);
  }

  double shedMillis(double percent) {
    return millis(shed(), took, percent);
  }

  double lateMillis(double percent) {
    return millis(all(), late, percent);
  }

  /** The second from which on all were accepted, each within so many milliseconds. */
  double normalAfter(int within) {
    return all()
            .filter(i -> !accepted(i) || took[i] > within * 1e6)
            .mapToLong(i -> due(i) + took[i])
            .max()
            .orElse(0)
        / 1e9;
  }

  int status(int request) {
    return status[request];
  }

  private IntStream all() {
    return IntStream.range(0, requests());
  }

  private IntStream accepted() {
    return all().filter(this::accepted);
  }

  private IntStream shed() {
    return all().filter(i -> !accepted(i));
  }

  private boolean accepted(int request) {
    return status[request] != CUT && status[request] < 500 && status[request] != 429;
  }

  private static double millis(IntStream which, long[] nanos, double percent) {
    double[] figures = which.mapToDouble(i -> nanos[i] / 1e6).toArray();
    return figures.length == 0 ? 0 : Samples.of(figures).percentile(percent);
  }
}
