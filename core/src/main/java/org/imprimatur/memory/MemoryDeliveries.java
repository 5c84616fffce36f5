package org.imprimatur.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.imprimatur.account.Removals;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.Subscription;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Changes and events on their way to their handlers. */
final class MemoryDeliveries implements EventBus, DeadLetters {
  private static final String CHANGES = "changes";

  private final Clock clock;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final BiPredicate<String, Event> matches;
  private final Telemetry telemetry;
  private final Map<String, Delivery> waiting = new LinkedHashMap<>();
  private final Map<String, Parked> parked = new LinkedHashMap<>();
  private final Set<String> published = new HashSet<>();
  private ChangeHandler changes = change -> {};
  private List<Subscription> subscriptions = List.of();

  MemoryDeliveries(
      Clock clock,
      RandomGenerator random,
      Backoff backoff,
      BiPredicate<String, Event> matches,
      Telemetry telemetry) {
    this.clock = clock;
    this.random = random;
    this.backoff = backoff;
    this.matches = matches;
    this.telemetry = telemetry;
  }

  synchronized void start(ChangeHandler changes, List<Subscription> subscriptions) {
    this.changes = changes;
    this.subscriptions = List.copyOf(subscriptions);
  }

  synchronized void change(Change change) {
    add(CHANGES, new Content.OfChange(change), Duration.ZERO);
  }

  @Override
  public synchronized void publish(Event event) {
    if (!published.add(event.id())) {
      return;
    }
    for (Subscription subscription : subscriptions) {
      if (matches.test(subscription.pattern(), event)) {
        add(subscription.name(), new Content.OfEvent(event), subscription.delay());
      }
    }
  }

  /**
   * Sends an event to one subscriber, attached or not; returns whether it is the first of its id.
   */
  synchronized boolean send(String subscriber, Event event) {
    boolean first = published.add(event.id());
    if (first) {
      add(subscriber, new Content.OfEvent(event), Duration.ZERO);
    }
    return first;
  }

  /** The changes that have not been handled, parked ones among them. */
  synchronized List<Change> changesOnTheirWay() {
    return onTheirWay().flatMap(content -> content.change().stream()).toList();
  }

  /** The events that somebody has not handled, parked ones among them. */
  synchronized List<Event> eventsOnTheirWay() {
    return onTheirWay().flatMap(content -> content.event().stream()).distinct().toList();
  }

  /** Puts a pseudonym in the place of a person in all that is on its way, parked or not. */
  synchronized void clear(Pseudonym person) {
    waiting.replaceAll((id, delivery) -> delivery.without(person));
    parked.replaceAll(
        (id, letter) -> new Parked(letter.delivery().without(person), letter.letter()));
  }

  private Stream<Content> onTheirWay() {
    return Stream.concat(waiting.values().stream(), parked.values().stream().map(Parked::delivery))
        .map(Delivery::content);
  }

  /** Finds the handler only when delivering: after a restart it is another one. */
  private void deliver(Delivery delivery) {
    delivery.content().change().ifPresent(changes::handle);
    delivery
        .content()
        .event()
        .ifPresent(
            event ->
                subscriptions.stream()
                    .filter(s -> s.name().equals(delivery.subscriber()))
                    .forEach(s -> s.handler().handle(event)));
  }

  int deliverDue() {
    List<Delivery> due = due(clock.instant());
    due.forEach(this::attempt);
    return due.size();
  }

  private synchronized List<Delivery> due(Instant now) {
    return waiting.values().stream()
        .filter(delivery -> !delivery.due().isAfter(now))
        .sorted(Comparator.comparing(Delivery::due))
        .toList();
  }

  private void attempt(Delivery delivery) {
    try {
      deliver(delivery);
      done(delivery);
    } catch (UnreadableEvent e) {
      park(delivery, e);
    } catch (RuntimeException e) {
      failed(delivery, e);
    }
  }

  private synchronized void done(Delivery delivery) {
    waiting.remove(delivery.id());
  }

  private synchronized void failed(Delivery delivery, RuntimeException failure) {
    int failures = delivery.failures() + 1;
    Backoff backoff = backoffOf(delivery.subscriber());
    if (backoff.exhausted(failures)) {
      park(delivery, failure);
      return;
    }
    Instant due = clock.instant().plus(backoff.delay(failures, random));
    waiting.put(delivery.id(), delivery.failedAgain(due));
    telemetry.record(letter(delivery, failure).occurrence(Occurrence.Kind.RETRIED));
  }

  private Backoff backoffOf(String subscriber) {
    return subscriptions.stream()
        .filter(subscription -> subscription.name().equals(subscriber))
        .flatMap(subscription -> subscription.backoff().stream())
        .findFirst()
        .orElse(backoff);
  }

  private synchronized void park(Delivery delivery, RuntimeException failure) {
    waiting.remove(delivery.id());
    DeadLetter letter = letter(delivery, failure);
    parked.put(delivery.id(), new Parked(delivery, letter));
    telemetry.record(letter.occurrence(Occurrence.Kind.PARKED));
  }

  private DeadLetter letter(Delivery delivery, RuntimeException failure) {
    return new DeadLetter(
        delivery.id(),
        delivery.subscriber(),
        delivery.content().id(),
        DeadLetter.reason(failure),
        delivery.failures() + 1,
        clock.instant());
  }

  private void add(String subscriber, Content content, Duration delay) {
    String id = subscriber + ":" + content.id();
    Instant due = clock.instant().plus(delay);
    waiting.putIfAbsent(id, new Delivery(id, subscriber, content, due, 0));
  }

  @Override
  public synchronized List<DeadLetter> list(int limit) {
    return parked.values().stream().limit(limit).map(Parked::letter).toList();
  }

  @Override
  public synchronized boolean redrive(String id) {
    Optional<Parked> letter = Optional.ofNullable(parked.remove(id));
    letter.ifPresent(this::redrive);
    return letter.isPresent();
  }

  private void redrive(Parked letter) {
    Delivery again = letter.delivery().fromTheFirst(clock.instant());
    waiting.put(again.id(), again);
    telemetry.record(letter.letter().occurrence(Occurrence.Kind.REDRIVEN));
  }

  @Override
  public synchronized int redriveAll() {
    List<String> ids = new ArrayList<>(parked.keySet());
    ids.forEach(id -> redrive(id));
    return ids.size();
  }

  /** What is delivered. */
  private sealed interface Content {
    String id();

    default Content without(Pseudonym person) {
      return this instanceof OfChange c
          ? new OfChange(c.it().without(person))
          : new OfEvent(Removals.without(((OfEvent) this).it(), person));
    }

    default Optional<Change> change() {
      return this instanceof OfChange c ? Optional.of(c.it()) : Optional.empty();
    }

    default Optional<Event> event() {
      return this instanceof OfEvent e ? Optional.of(e.it()) : Optional.empty();
    }

    record OfChange(Change it) implements Content {
      @Override
      public String id() {
        return it.id();
      }
    }

    record OfEvent(Event it) implements Content {
      @Override
      public String id() {
        return it.id();
      }
    }
  }

  private record Delivery(
      String id, String subscriber, Content content, Instant due, int failures) {
    Delivery failedAgain(Instant due) {
      return new Delivery(id, subscriber, content, due, failures + 1);
    }

    Delivery without(Pseudonym person) {
      return new Delivery(id, subscriber, content.without(person), due, failures);
    }

    Delivery fromTheFirst(Instant due) {
      return new Delivery(id, subscriber, content, due, 0);
    }
  }

  private record Parked(Delivery delivery, DeadLetter letter) {}
}
