package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.Subscription;

/** Publishes by writing, in one transaction, an event and who is to be handed it. */
final class SqliteBus implements EventBus {
  private static final String FIRST_TIME =
      "INSERT INTO published (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private final Outbox outbox;
  private volatile Optional<Patterns> patterns = Optional.empty();

  SqliteBus(Outbox outbox) {
    this.outbox = outbox;
  }

  void attach(Patterns patterns) {
    this.patterns = Optional.of(patterns);
  }

  /** Refuses an event before anybody could have said that he wants it: it would be lost. */
  @Override
  public void publish(Event event) {
    List<Subscription> wanted =
        patterns
            .orElseThrow(() -> new IllegalStateException("nobody has been attached yet"))
            .wanting(event);
    outbox.write(
        sql -> {
          boolean first = first(sql, outbox, event);
          if (first) {
            outbox.event(sql, event, wanted);
          }
          return first;
        });
  }

  /** Notes that an event is published; returns whether none of its id was lately. */
  static boolean first(Sql sql, Outbox outbox, Event event) throws SQLException {
    return sql.update(FIRST_TIME, event.id(), outbox.now().toEpochMilli()) == 1;
  }
}
