package org.imprimatur.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;

/** A subscriber that remembers what it heard and fails as often as it is told to. */
final class Listener {
  final List<Event> heard = new ArrayList<>();
  int tries;

  private final String name;
  private final String pattern;
  private final int delaySeconds;
  private RuntimeException failure = new IllegalStateException("not now\nsecond line");
  private int failuresLeft;

  Listener(String name, String detailType) {
    this(name, SampleEvents.pattern(detailType), 0);
  }

  Listener(String name, String pattern, int delaySeconds) {
    this.name = name;
    this.pattern = pattern;
    this.delaySeconds = delaySeconds;
  }

  static Listener delayed(String name, int seconds) {
    return new Listener(name, SampleEvents.pattern("Greeting"), seconds);
  }

  /** Fails the next {@code times} times. */
  Listener failing(int times) {
    failuresLeft = times;
    return this;
  }

  /** Fails the next {@code times} times with this. */
  Listener failing(int times, RuntimeException with) {
    failure = with;
    return failing(times);
  }

  Subscription subscription() {
    return new Subscription(name, pattern, Duration.ofSeconds(delaySeconds), this::handle);
  }

  private void handle(Event event) {
    tries++;
    if (failuresLeft > 0) {
      failuresLeft--;
      throw failure;
    }
    heard.add(event);
  }
}
