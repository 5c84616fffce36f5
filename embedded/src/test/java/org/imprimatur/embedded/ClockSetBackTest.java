package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockSetBackTest {
  private static final Duration DELAY = Duration.ofSeconds(10);

  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  private volatile Instant now = TestClock.START;
  @TempDir private Path data;

  @Test
  void waitsAsLongAsIfTheClockHadNotBeenTouched() throws InterruptedException {
    try (EmbeddedRuntime runtime = started()) {
      runtime.ports().bus().publish(new Event("1", Event.SOURCE, "Note", now, "{}"));

      now = TestClock.START.minus(Duration.ofHours(1));
      awaitDue(runtime, now.plus(DELAY));
      assertThat(handled).isEmpty();

      now = now.plus(DELAY);
      assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("1");
    }
  }

  private EmbeddedRuntime started() {
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            EmbeddedSettings.in(data), new Settable(), new Random(1), occurrence -> {});
    Subscription subscription =
        new Subscription(
            "one", "{\"source\":[\"imprimatur\"]}", DELAY, event -> handled.add(event.id()));
    runtime.attach(change -> {}, List.of(subscription));
    runtime.start(() -> {});
    return runtime;
  }

  private static void awaitDue(EmbeddedRuntime runtime, Instant due) {
    String query = "SELECT due FROM deliveries";
    long wanted = due.toEpochMilli();
    while (runtime.store().readers().read(sql -> sql.number(query)).orElse(0L) != wanted) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private final class Settable extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
