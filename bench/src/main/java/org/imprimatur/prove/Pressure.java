package org.imprimatur.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Requests at a rate, whether or not earlier ones are answered, each over a connection that has no
 * other on it. One thread does it all, so that it is in time where threads would wait for each
 * other. The time of each counts from when it was to be sent: one that goes out late does not take
 * less for it, and how late it went out is told as well.
 */
final class Pressure {
  /** Fewer than a board may have files open by its own account on most machines. */
  private static final int MOST_CONNECTIONS = 8_192;

  private static final int BUFFER = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ONCE_MORE = Duration.ofMillis(300);

  private final InetSocketAddress there;
  private final IntFunction<byte[]> requests;

  /** To a port of this machine; request {@code i} is the {@code i}th. */
  Pressure(int port, IntFunction<byte[]> requests) {
    this.there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.requests = requests;
  }

  /** Sends for a time, and returns when all are answered or have waited for long enough. */
  Outcome at(double perSecond, Duration time) throws IOException {
    int number = (int) (perSecond * time.toMillis() / 1_000);
    try (Selector selector = Selector.open()) {
      Run run = new Run(selector, new Outcome(number, (long) (1e9 / perSecond)));
      try {
        return run.toTheEnd(time);
      } finally {
        selector.keys().forEach(key -> ((Wire) key.attachment()).close());
      }
    }
  }

  /** One run. */
  private final class Run {
    private final Selector selector;
    private final Outcome outcome;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Deque<Wire> free = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private int next;
    private int over;
    private int connections;
    private int most;

    Run(Selector selector, Outcome outcome) {
      this.selector = selector;
      this.outcome = outcome;
    }

    Outcome toTheEnd(Duration time) throws IOException {
      long end = time.plus(PATIENCE).toNanos();
      while (over < outcome.requests() && elapsed() < end) {
        sendWhatIsDue();
        look();
      }
      giveUp();
      return outcome.over(Math.max(time.toNanos(), elapsed()) / 1e9, most);
    }

    private void giveUp() {
      selector.keys().stream().map(key -> (Wire) key.attachment()).forEach(this::cut);
      for (int i = next; i < outcome.requests(); i++) {
        outcome.sent(i, elapsed());
        end(i);
      }
    }

    private long elapsed() {
      return System.nanoTime() - start;
    }

    private void sendWhatIsDue() {
      while (next < outcome.requests()
          && outcome.due(next) <= elapsed()
          && (!free.isEmpty() || connections < MOST_CONNECTIONS)) {
        send(next++);
      }
    }

    private void send(int number) {
      byte[] request = requests.apply(number);
      outcome.sent(number, elapsed());
      try {
        Wire wire = free.isEmpty() ? connect() : free.pop();
        attempt(wire, () -> wire.send(number, request));
      } catch (IOException e) {
        end(number);
      }
    }

    private Wire connect() throws IOException {
      Wire wire = new Wire(there, selector);
      connections++;
      most = Math.max(most, connections);
      return wire;
    }

    /**
     * Rests for a millisecond at least: the core is shared, and nothing is much too late for it.
     */
    private void look() throws IOException {
      long left = next < outcome.requests() ? outcome.due(next) - elapsed() : ONCE_MORE.toNanos();
      selector.select(this::go, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }

    private void go(SelectionKey key) {
      Wire wire = (Wire) key.attachment();
      attempt(
          wire,
          () -> {
            if (wire.go(buffer)) {
              answered(wire);
            }
          });
      sendWhatIsDue();
    }

    private void answered(Wire wire) {
      outcome.answered(wire.number(), elapsed(), wire.answer());
      over++;
      wire.rest();
      if (wire.answer().closes()) {
        drop(wire);
      } else {
        free.push(wire);
      }
    }

    private void attempt(Wire wire, Step step) {
      try {
        step.take();
      } catch (IOException e) {
        cut(wire);
        drop(wire);
      }
    }

    private void cut(Wire wire) {
      if (!wire.idle()) {
        end(wire.number());
        wire.rest();
      }
    }

    private void end(int number) {
      outcome.cut(number, elapsed());
      over++;
    }

    private void drop(Wire wire) {
      free.remove(wire);
      connections--;
      wire.close();
    }
  }

  /** Something on a connection. */
  private interface Step {
    void take() throws IOException;
  }
}
