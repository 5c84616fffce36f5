package org.imprimatur.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may happen under one name within a time that slides: never more often than
 * the limit in any such time. In memory, of this process alone; thread-safe. Remembers a bounded
 * number of names, those seen last.
 */
public final class Pace {
  private static final float LOAD = 0.75f;
  private static final int FIRST_SIZE = 16;

  private final int limit;
  private final Duration within;
  private final Clock clock;
  private final Map<String, Deque<Instant>> taken;

  /**
   * A pace.
   *
   * @param limit how often; 0 for any number
   * @param within within how long
   * @param names how many names are remembered, at least 1
   */
  public Pace(int limit, Duration within, int names, Clock clock) {
    if (limit < 0 || names < 1) {
      throw new IllegalArgumentException("a pace has a limit from 0 and remembers names");
    }
    this.limit = limit;
    this.within = within;
    this.clock = clock;
    this.taken =
        new LinkedHashMap<>(FIRST_SIZE, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > names;
          }
        };
  }

  /** How often within the time. */
  public int limit() {
    return limit;
  }

  /** Within how long. */
  public Duration within() {
    return within;
  }

  /** Takes a place; when none is free, takes none and says when one will be. */
  public synchronized Optional<Instant> take(String name) {
    Optional<Instant> again = full(name);
    if (again.isEmpty() && limit > 0) {
      taken.computeIfAbsent(name, n -> new ArrayDeque<>(2)).add(clock.instant());
    }
    return again;
  }

  /** When a place will be free; empty where one is now. Takes none. */
  public synchronized Optional<Instant> full(String name) {
    Deque<Instant> places = taken.get(name);
    if (places == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    places.removeIf(at -> at.isAfter(now) || !at.isAfter(now.minus(within)));
    return places.size() < limit ? Optional.empty() : Optional.of(places.element().plus(within));
  }
}
