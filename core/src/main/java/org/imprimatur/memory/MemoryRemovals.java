package org.imprimatur.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.account.Removal;
import org.imprimatur.account.Removals;
import org.imprimatur.post.Pseudonym;

/** Removals in a map. */
final class MemoryRemovals implements Removals {
  private final Map<String, Removal> byPerson = new HashMap<>();
  private final MemorySessions sessions;
  private final MemoryDeliveries deliveries;

  MemoryRemovals(MemorySessions sessions, MemoryDeliveries deliveries) {
    this.sessions = sessions;
    this.deliveries = deliveries;
  }

  @Override
  public synchronized Removal begin(Removal removal) {
    return byPerson.merge(
        removal.personId(), removal, (old, asked) -> old.goneAt().isPresent() ? asked : old);
  }

  @Override
  public synchronized Optional<Removal> find(String personId) {
    return Optional.ofNullable(byPerson.get(personId));
  }

  @Override
  public synchronized List<Removal> due(Instant now, int limit) {
    return byPerson.values().stream()
        .filter(removal -> !removal.due().isAfter(now))
        .sorted(Comparator.comparing(Removal::due))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void replace(Removal removal, Removal next) {
    byPerson.replace(removal.personId(), removal, next);
  }

  @Override
  public synchronized void end(Removal removal) {
    byPerson.remove(removal.personId(), removal);
  }

  @Override
  public void clear(Pseudonym person) {
    sessions.removeBegun(person);
    deliveries.clear(person);
  }

  /** A handler may be at work with what it read before it was cleared. */
  @Override
  public Duration onTheWay() {
    return Duration.ofMinutes(10);
  }
}
