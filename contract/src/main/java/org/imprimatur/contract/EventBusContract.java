package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.Subscription;
import org.junit.jupiter.api.Test;

/** What {@link EventBus} and the delivery to {@link Subscription}s promise. */
public interface EventBusContract extends EngineContract {

  @Test
  default void eventReachesEachSubscriberWhosePatternMatchesAsItWasPublished() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener one = new Listener("one", "Greeting");
    Listener two = new Listener("two", "Greeting");
    Listener deaf = new Listener("deaf", "Farewell");
    attach(engine, one, two, deaf);
    Event event = SampleEvents.greeting(here, "1");

    engine.ports().bus().publish(event);
    Deliveries.all(engine);

    assertThat(one.heard).containsExactly(event);
    assertThat(two.heard).containsExactly(event);
    assertThat(deaf.heard).isEmpty();
  }

  @Test
  default void patternSelectsBySourceAndDetailToo() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener listener =
        new Listener("one", "{\"source\":[\"other\"],\"detail\":{\"to\":[\"world\"]}}", 0);
    attach(engine, listener);
    Event ours = SampleEvents.greeting(here, "1");
    Event theirs = new Event("2", "other", "Greeting", ours.time(), ours.detail());
    Event toSomebodyElse = new Event("3", "other", "Greeting", ours.time(), "{\"to\":\"ann\"}");

    List.of(ours, theirs, toSomebodyElse).forEach(engine.ports().bus()::publish);
    Deliveries.all(engine);

    assertThat(listener.heard).containsExactly(theirs);
  }

  @Test
  default void eventOfAnIdThatWasPublishedIsDeliveredNoSecondTime() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener listener = new Listener("one", "Greeting");
    attach(engine, listener);
    Event event = SampleEvents.greeting(here, "1");
    engine.ports().bus().publish(event);
    engine.ports().bus().publish(event);
    Deliveries.all(engine);

    engine.ports().bus().publish(event);
    RuntimeUnderTest after = engine.restarted();
    attach(after, listener);
    after.ports().bus().publish(event);
    Deliveries.all(after);

    assertThat(listener.heard).containsExactly(event);
  }

  @Test
  default void delayedSubscriptionHearsNothingBeforeItsTime() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener delayed = Listener.delayed("delayed", 10);
    Listener prompt = new Listener("prompt", "Greeting");
    attach(engine, delayed, prompt);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));

    Deliveries.all(engine);
    assertThat(prompt.heard).hasSize(1);
    here.clock().advance(Duration.ofMillis(9_999));
    Deliveries.all(engine);
    assertThat(delayed.heard).isEmpty();
    here.clock().advance(Duration.ofMillis(1));
    Deliveries.all(engine);

    assertThat(delayed.heard).hasSize(1);
    assertThat(prompt.heard).hasSize(1);
  }

  @Test
  default void crashInTheMiddleOfADelayLosesNothing() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    attach(engine, Listener.delayed("delayed", 10));
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    here.clock().advance(Duration.ofSeconds(4));

    RuntimeUnderTest after = engine.restarted();
    Listener delayed = Listener.delayed("delayed", 10);
    attach(after, delayed);
    here.clock().advance(Duration.ofMillis(5_999));
    Deliveries.all(after);
    assertThat(delayed.heard).isEmpty();
    here.clock().advance(Duration.ofMillis(1));
    Deliveries.all(after);

    assertThat(delayed.heard).hasSize(1);
  }

  @Test
  default void deliveredEventIsNotDeliveredAgainAfterACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener before = new Listener("one", "Greeting");
    attach(engine, before);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    Deliveries.all(engine);

    RuntimeUnderTest restarted = engine.restarted();
    Listener after = new Listener("one", "Greeting");
    attach(restarted, after);
    Deliveries.all(restarted);

    assertThat(before.heard).hasSize(1);
    assertThat(after.heard).isEmpty();
  }

  @Test
  default void failedDeliveryComesAgainAfterGrowingWaits() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener failing = new Listener("failing", "Greeting").failing(3);
    attach(engine, failing);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));

    List<Duration> waits = new ArrayList<>();
    for (int failures = 1; failures <= 3; failures++) {
      waits.add(waitFor(here, engine, failing, failures));
    }
    waitFor(here, engine, failing, 4);
    Deliveries.all(engine);

    assertThat(failing.heard).hasSize(1);
    assertThat(waits.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(waits.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  default void failingSubscriberHoldsUpNoOtherAndNoOtherEvent() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener failing = new Listener("failing", "Greeting").failing(1);
    Listener steady = new Listener("steady", "Greeting");
    attach(engine, failing, steady);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    engine.ports().bus().publish(SampleEvents.greeting(here, "2"));

    Deliveries.all(engine);

    assertThat(steady.heard).hasSize(2);
    assertThat(failing.heard).hasSize(1);
  }

  @Test
  default void handlerMayPublish() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener answer = new Listener("answer", "Farewell");
    Event farewell =
        new Event("bye", Event.SOURCE, "Farewell", here.clock().instant(), "{\"to\":\"all\"}");
    engine.attach(
        change -> {},
        List.of(
            new Subscription(
                "asks",
                SampleEvents.pattern("Greeting"),
                Duration.ZERO,
                event -> engine.ports().bus().publish(farewell)),
            answer.subscription()));

    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    Deliveries.all(engine);

    assertThat(answer.heard).containsExactly(farewell);
  }

  private static Duration waitFor(
      Surroundings here, RuntimeUnderTest engine, Listener listener, int tries) {
    Duration waited = Duration.ZERO;
    Duration step = Duration.ofMillis(50);
    Deliveries.all(engine);
    while (listener.tries < tries) {
      here.clock().advance(step);
      waited = waited.plus(step);
      Deliveries.all(engine);
      assertThat(waited).as("waiting for try %s", tries).isLessThan(Duration.ofMinutes(1));
    }
    return waited;
  }

  private static void attach(RuntimeUnderTest engine, Listener... listeners) {
    engine.attach(change -> {}, Arrays.stream(listeners).map(Listener::subscription).toList());
  }
}
