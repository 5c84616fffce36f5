package org.imprimatur.screening;

import java.util.Optional;
import java.util.function.Supplier;

/** Something worked out when it is first asked for, once, even where that fails. One thread's. */
final class Lazy<T> {
  private final Supplier<T> source;
  private Optional<T> value = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  T get() {
    if (value.isEmpty() && failure.isEmpty()) {
      workOut();
    }
    return value.orElseThrow(failure::get);
  }

  private void workOut() {
    try {
      value = Optional.of(source.get());
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
  }
}
