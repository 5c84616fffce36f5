package org.imprimatur.prove;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Samples;
import org.imprimatur.bench.Threads;

/** Asks again and again whether the application is well, as whoever watches over it does. */
final class Probe {
  private static final Duration OFTEN = Duration.ofMillis(200);

  private final int port;
  private final Threads thread = new Threads(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Double> millis = new ArrayList<>();
  private int wrong;

  Probe(int port) {
    this.port = port;
    thread.begin(this::ask);
  }

  /**
   * What was answered.
   *
   * @param wrong how many times it was not well
   * @param most the longest that it took, in milliseconds
   */
  record Seen(int asked, int wrong, double most) {
    boolean well() {
      return asked > 0 && wrong == 0 && most <= 1_000;
    }

    String told() {
      return "health asked %d times, %d not well, at most %.0f ms".formatted(asked, wrong, most);
    }
  }

  private boolean ask() throws IOException, InterruptedException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      byte[] request = HttpConnection.get(port, "/q/health/ready");
      while (!over.await(OFTEN.toMillis(), TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        wrong += connection.exchange(request) == 200 ? 0 : 1;
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return true;
  }

  Seen end() {
    over.countDown();
    thread.finish();
    thread.close();
    return new Seen(millis.size(), wrong, millis.isEmpty() ? 0 : Samples.of(millis).most());
  }
}
