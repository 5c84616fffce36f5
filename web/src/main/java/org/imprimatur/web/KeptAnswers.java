package org.imprimatur.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What strangers ask for most, kept as bytes while it is right: until anybody writes to posts, and
 * no longer than its first post is to be shown. Who has just been told that a post is public, or
 * gone, is shown it so. Keeps nothing where the runtime cannot say whether posts changed. By the
 * addresses' paths, of which there are few. Thread-safe.
 */
@Singleton
public final class KeptAnswers {
  private final Map<String, Kept> byPath = new ConcurrentHashMap<>();
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
    Kept kept = byPath.get(path);
    return kept != null && right(kept) ? Optional.of(kept.at(clock.instant())) : Optional.empty();
  }

  /** What is kept for a path, or else what {@code made} makes, which is then kept. */
  public Kept get(String path, Supplier<Shown> made) {
    return find(path).orElseGet(() -> made(path, made));
  }

  /** The version is taken before anything is read: what is written meanwhile makes it another. */
  private Kept made(String path, Supplier<Shown> make) {
    if (version.isEmpty()) {
      return Kept.never(make.get());
    }
    long before = version.get().getAsLong();
    Shown shown = make.get();
    Instant now = clock.instant();
    Kept kept = Kept.since(shown, before, now, Optional.ofNullable(byPath.get(path)));
    byPath.put(path, kept);
    return kept.at(now);
  }

  private boolean right(Kept kept) {
    return version.filter(now -> now.getAsLong() == kept.version()).isPresent()
        && clock.instant().isBefore(kept.shown().until());
  }
}
