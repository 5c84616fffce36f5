package org.imprimatur.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Something made of posts, kept while it is right: until anybody writes to posts, and no longer
 * than it says itself. Keeps nothing where the runtime cannot say whether posts changed.
 * Thread-safe; several threads may make it at once.
 *
 * @param <T> what it is
 */
public final class Fresh<T> {
  private final Optional<LongSupplier> version;
  private final Clock clock;
  private final Function<T, Instant> until;
  private volatile Optional<Made<T>> last = Optional.empty();

  /**
   * Keeps nothing yet.
   *
   * @param version as {@link Backend#version}
   * @param until when such a thing stops being right even if nothing changes
   */
  public Fresh(Optional<LongSupplier> version, Clock clock, Function<T, Instant> until) {
    this.version = version;
    this.clock = clock;
    this.until = until;
  }

  /** What is kept and still right. */
  public Optional<T> find() {
    return last.filter(this::right).map(Made::value);
  }

  /**
   * What is kept and still right, or else what {@code make} makes, which is then kept.
   *
   * @param make is given what was kept before
   */
  public T get(Function<Optional<T>, T> make) {
    return find().orElseGet(() -> made(make));
  }

  /** The version is taken before anything is read: what is written meanwhile makes it another. */
  private T made(Function<Optional<T>, T> make) {
    long before = version.map(LongSupplier::getAsLong).orElse(0L);
    T value = make.apply(last.map(Made::value));
    if (version.isPresent()) {
      last = Optional.of(new Made<>(value, before));
    }
    return value;
  }

  private boolean right(Made<T> made) {
    return version.filter(now -> now.getAsLong() == made.version()).isPresent()
        && clock.instant().isBefore(until.apply(made.value()));
  }

  private record Made<T>(T value, long version) {}
}
