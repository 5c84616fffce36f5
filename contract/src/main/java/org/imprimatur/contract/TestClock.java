package org.imprimatur.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to move. UTC, to the millisecond. Thread-safe. */
public final class TestClock extends Clock {
  /** Where every test clock starts: noon of the first of March 2025. */
  public static final Instant START = Instant.parse("2025-03-01T12:00:00Z");

  private final AtomicLong now = new AtomicLong(START.toEpochMilli());

  /** Moves the clock forward. */
  public void advance(Duration step) {
    if (step.isNegative() || step.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException("time goes forward in whole milliseconds");
    }
    now.addAndGet(step.toMillis());
  }

  /** Moves the clock forward to {@code later}. */
  public void advanceTo(Instant later) {
    advance(Duration.between(instant(), later));
  }

  /** Sets the clock forward, or back where {@code step} is negative, as a time server does. */
  public void jump(Duration step) {
    now.addAndGet(step.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the board knows UTC only");
  }
}
