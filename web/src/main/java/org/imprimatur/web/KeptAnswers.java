package org.imprimatur.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What strangers ask for most, kept as bytes while it is right ({@link Fresh}). Who has just been
 * told that a post is public, or gone, is shown it so. By the addresses' paths, of which there are
 * few. Thread-safe.
 */
@Singleton
public final class KeptAnswers {
  private final Map<String, Fresh<Kept>> byPath = new ConcurrentHashMap<>();
  private final Optional<LongSupplier> version;
  private final Clock clock;

  @Inject
  KeptAnswers(Backend backend, Clock clock) {
    this(backend.version(), clock);
  }

  KeptAnswers(Optional<LongSupplier> version, Clock clock) {
    this.version = version;
    this.clock = clock;
  }

  /** What is kept for a path and still right. */
  Optional<Kept> find(String path) {
    return Optional.ofNullable(byPath.get(path))
        .flatMap(Fresh::find)
        .map(kept -> kept.at(clock.instant()));
  }

  /** What is kept for a path, or else what {@code made} makes, which is then kept. */
  public Kept get(String path, Supplier<Shown> made) {
    if (version.isEmpty()) {
      return Kept.never(made.get());
    }
    return byPath
        .computeIfAbsent(path, same -> new Fresh<>(version, clock, kept -> kept.shown().until()))
        .get(before -> Kept.since(made.get(), clock.instant(), before))
        .at(clock.instant());
  }
}
