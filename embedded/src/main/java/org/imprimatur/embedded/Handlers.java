package org.imprimatur.embedded;

import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;

/**
 * Reads what a delivery is about and hands it over. It is read only now, for one delivery at a
 * time: one that cannot be read fails alone, and what waits takes no memory.
 */
final class Handlers {
  private final Readers readers;
  private final Crash crash;

  Handlers(Readers readers, Crash crash) {
    this.readers = readers;
    this.crash = crash;
  }

  Lane.Handler ofChanges(ChangeHandler changes) {
    return about -> {
      crash.at(CrashPoint.AFTER_COMMIT_BEFORE_PUBLISH);
      readers.read(sql -> Deliveries.change(sql, about)).ifPresent(changes::handle);
      crash.at(CrashPoint.AFTER_PUBLISH_BEFORE_MARK);
    };
  }

  Lane.Handler of(Subscription subscription) {
    return about -> {
      crash.at(CrashPoint.IN_CONSUMER_BEFORE_COMMIT);
      readers.read(sql -> Deliveries.event(sql, about)).ifPresent(subscription.handler()::handle);
      crash.at(CrashPoint.IN_CONSUMER_AFTER_COMMIT);
    };
  }
}
