package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.event.Event;
import org.imprimatur.post.Change;

/** The table of deliveries and the contents that they are about. */
final class Deliveries {
  /** The subscriber who takes the change stream; no subscription has this name. */
  static final String CHANGES = "changes";

  static final String DUE =
      "SELECT "
          + Delivery.COLUMNS
          + " FROM deliveries WHERE parked_at IS NULL AND subscriber = ? AND due <= ?"
          + " AND (due, seq) > (?, ?) AND seq <= ? ORDER BY due, seq LIMIT ?";
  static final String NEXT_DUE =
      "SELECT min(due) FROM deliveries WHERE parked_at IS NULL AND subscriber = ? AND due > ?";
  static final String OLDEST_DUE =
      "SELECT min(due) FROM deliveries WHERE parked_at IS NULL AND subscriber = ? AND due <= ?";
  static final String NEXT_SUBSCRIBER =
      "SELECT min(subscriber) FROM deliveries WHERE parked_at IS NULL AND subscriber > ?";

  private static final String ADD =
      "INSERT INTO deliveries (subscriber, about, due) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String KEEP_CHANGE =
      "INSERT INTO changes ("
          + PostRow.COLUMNS
          + ", change_id, kind, at) VALUES ("
          + PostRow.PLACES
          + ", ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String KEEP_EVENT =
      "INSERT INTO events (id, source, detail_type, time, detail) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";
  static final String EVENTS = "SELECT id, source, detail_type, time, detail FROM events";
  private static final String CHANGE =
      "SELECT " + PostRow.COLUMNS + ", kind, at FROM changes WHERE change_id = ?";
  private static final String EVENT = EVENTS + " WHERE id = ?";
  private static final String CHANGES_NAMING =
      "SELECT "
          + PostRow.COLUMNS
          + ", kind, at FROM changes WHERE author_id = ? OR decider_id = ?"
          + " OR instr(proposal, ?) > 0 OR instr(reports, ?) > 0";
  private static final String EVENTS_NAMING = EVENTS + " WHERE instr(detail, ?) > 0";
  private static final String REWRITE_CHANGE =
      "UPDATE changes SET (" + PostRow.COLUMNS + ") = (" + PostRow.PLACES + ") WHERE change_id = ?";
  private static final String REWRITE_EVENT = "UPDATE events SET detail = ? WHERE id = ?";
  private static final String DELIVERED = "DELETE FROM deliveries WHERE seq = ?";
  private static final String DROP_CHANGE = "DELETE FROM changes WHERE change_id = ?";
  private static final String DROP_EVENT =
      "DELETE FROM events WHERE id = ? AND NOT EXISTS"
          + " (SELECT 1 FROM deliveries WHERE about = events.id AND subscriber <> 'changes')";
  private static final String POSTPONE =
      "UPDATE deliveries SET due = ?, failures = ? WHERE seq = ?";
  private static final String BRING_FORWARD =
      "UPDATE deliveries SET due = due - ? WHERE parked_at IS NULL";
  private static final String PARK =
      "UPDATE deliveries SET parked_at = ?, reason = ?, failures = ? WHERE seq = ?";
  private static final String PARK_ALL_OF =
      "UPDATE deliveries SET parked_at = ?, reason = ? WHERE parked_at IS NULL AND subscriber = ?";

  private Deliveries() {}

  /** Keeps a change for as long as it has to be delivered. */
  static void keep(Sql sql, Change change) throws SQLException {
    sql.update(
        KEEP_CHANGE,
        PostRow.values(
            change.post(), change.id(), change.kind().name(), change.at().toEpochMilli()));
  }

  /** Keeps an event for as long as it has to be delivered. */
  static void keep(Sql sql, Event event) throws SQLException {
    sql.update(
        KEEP_EVENT,
        event.id(),
        event.source(),
        event.detailType(),
        event.time().toEpochMilli(),
        event.detail());
  }

  /** The changes that name a person anywhere, and maybe some that do not. */
  static List<Change> changesNaming(Sql sql, String personId) throws SQLException {
    return sql.list(CHANGES_NAMING, Deliveries::change, personId, personId, personId, personId);
  }

  /** The events that name a person anywhere, and maybe some that do not. */
  static List<Event> eventsNaming(Sql sql, String personId) throws SQLException {
    return sql.list(EVENTS_NAMING, Deliveries::event, personId);
  }

  /** Puts a change in the place of the one of its id. */
  static void rewrite(Sql sql, Change change) throws SQLException {
    sql.update(REWRITE_CHANGE, PostRow.values(change.post(), change.id()));
  }

  /** Puts an event in the place of the one of its id. */
  static void rewrite(Sql sql, Event event) throws SQLException {
    sql.update(REWRITE_EVENT, event.detail(), event.id());
  }

  /** Sends what is kept to a subscriber. */
  static void add(Sql sql, String subscriber, String about, Instant due) throws SQLException {
    sql.update(ADD, subscriber, about, due.toEpochMilli());
  }

  /** The change of this id; empty if it was delivered. */
  static Optional<Change> change(Sql sql, String id) throws SQLException {
    return sql.first(CHANGE, Deliveries::change, id);
  }

  /** The event of this id; empty if all its deliveries are done. */
  static Optional<Event> event(Sql sql, String id) throws SQLException {
    return sql.first(EVENT, Deliveries::event, id);
  }

  /**
   * What is due for a subscriber, in the order of due times.
   *
   * @param after the last one seen, in that order
   * @param upTo only deliveries of this number or an earlier one
   */
  static List<Delivery> due(
      Sql sql, String subscriber, Instant now, Optional<Delivery> after, long upTo, int limit)
      throws SQLException {
    return sql.list(
        DUE,
        Delivery::read,
        subscriber,
        now.toEpochMilli(),
        after.map(last -> last.due().toEpochMilli()).orElse(Long.MIN_VALUE),
        after.map(Delivery::seq).orElse(0L),
        upTo,
        limit);
  }

  /** When the next delivery after {@code now} is due for a subscriber. */
  static Optional<Instant> nextDue(Sql sql, String subscriber, Instant now) throws SQLException {
    return sql.number(NEXT_DUE, subscriber, now.toEpochMilli()).map(Instant::ofEpochMilli);
  }

  /** Since when the oldest due delivery has waited for a subscriber. */
  static Optional<Instant> oldestDue(Sql sql, String subscriber, Instant now) throws SQLException {
    return sql.number(OLDEST_DUE, subscriber, now.toEpochMilli()).map(Instant::ofEpochMilli);
  }

  /** The first subscriber, by name, after {@code name} for whom something waits. */
  static Optional<String> nextSubscriber(Sql sql, String name) throws SQLException {
    return sql.first(NEXT_SUBSCRIBER, row -> Optional.ofNullable(row.getString(1)), name)
        .flatMap(found -> found);
  }

  /** The highest number given so far. */
  static long lastSeq(Sql sql) throws SQLException {
    return sql.number("SELECT max(seq) FROM deliveries").orElse(0L);
  }

  /** The delivery is done: forgets it, and its content with the last delivery of it. */
  static void delivered(Sql sql, Delivery delivery) throws SQLException {
    sql.update(DELIVERED, delivery.seq());
    sql.update(delivery.subscriber().equals(CHANGES) ? DROP_CHANGE : DROP_EVENT, delivery.about());
  }

  /** The delivery failed: it is due again later. */
  static void postpone(Sql sql, Delivery delivery, Instant due) throws SQLException {
    sql.update(POSTPONE, due.toEpochMilli(), delivery.failures() + 1, delivery.seq());
  }

  /** All that waits is due earlier. */
  static int bringForward(Sql sql, Duration by) throws SQLException {
    return sql.update(BRING_FORWARD, by.toMillis());
  }

  /** The delivery is given up. */
  static void park(Sql sql, Delivery delivery, String reason, Instant at) throws SQLException {
    sql.update(PARK, at.toEpochMilli(), reason, delivery.failures() + 1, delivery.seq());
  }

  /** All deliveries to a subscriber are given up. */
  static int parkAllOf(Sql sql, String subscriber, String reason, Instant at) throws SQLException {
    return sql.update(PARK_ALL_OF, at.toEpochMilli(), reason, subscriber);
  }

  static Change change(ResultSet row) throws SQLException {
    return new Change(
        Change.Kind.valueOf(row.getString(PostRow.COUNT + 1)),
        PostRow.read(row),
        PostRow.millis(row, PostRow.COUNT + 2));
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        PostRow.millis(row, 4),
        row.getString(5));
  }
}
