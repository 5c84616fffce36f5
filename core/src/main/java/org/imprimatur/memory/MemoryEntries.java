package org.imprimatur.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.session.ExpiringEntries;

/** Small values in a map. */
final class MemoryEntries implements ExpiringEntries {
  private final Map<String, Entry> byKey = new HashMap<>();

  @Override
  public synchronized boolean putIfAbsent(String key, String value, Instant until, Instant now) {
    boolean free = find(key, now).isEmpty();
    if (free) {
      byKey.put(key, new Entry(value, until));
    }
    return free;
  }

  @Override
  public synchronized Optional<String> find(String key, Instant now) {
    return Optional.ofNullable(byKey.get(key))
        .filter(entry -> now.isBefore(entry.until()))
        .map(Entry::value);
  }

  @Override
  public synchronized void remove(String key) {
    byKey.remove(key);
  }

  private record Entry(String value, Instant until) {}
}
