package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Post;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

/** What happens to deliveries that nobody can handle, and what {@link DeadLetters} promises. */
public interface DeadLettersContract extends EngineContract {

  @Test
  default void deliveryThatFailsTooOftenIsParkedWithItsReason() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener failing = new Listener("failing", "Greeting").failing(99);
    attach(engine, failing);
    engine.ports().bus().publish(SampleEvents.greeting(here, "event-1"));

    letTimePass(here, engine);

    int attempts = here.backoff().attempts();
    assertThat(failing.tries).isEqualTo(attempts);
    DeadLetter letter = only(engine);
    assertThat(letter.subscriber()).isEqualTo("failing");
    assertThat(letter.about()).isEqualTo("event-1");
    assertThat(letter.reason()).contains("not now").doesNotContain("\n");
    assertThat(letter.attempts()).isEqualTo(attempts);
    assertThat(letter.parkedAt()).isBetween(TestClock.START, here.clock().instant());
  }

  @Test
  default void unreadableEventIsParkedAtOnce() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    UnreadableEvent unreadable = new UnreadableEvent("no such field", new IllegalStateException());
    Listener failing = new Listener("failing", "Greeting").failing(99, unreadable);
    attach(engine, failing);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));

    Deliveries.all(engine);

    assertThat(failing.tries).isEqualTo(1);
    assertThat(only(engine).reason()).contains("no such field");
    assertThat(only(engine).attempts()).isEqualTo(1);
  }

  @Test
  default void othersGoOnBesideAParkedDelivery() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener failing = new Listener("failing", "Greeting").failing(here.backoff().attempts());
    Listener steady = new Listener("steady", "Greeting");
    attach(engine, failing, steady);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    letTimePass(here, engine);

    engine.ports().bus().publish(SampleEvents.greeting(here, "2"));
    Deliveries.all(engine);

    assertThat(steady.heard).hasSize(2);
    assertThat(failing.heard).extracting("id").containsExactly("2");
  }

  @Test
  default void changeThatCannotBeHandledIsParkedAndOthersGoOn() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Post poison = here.samplePosts().pending();
    List<Post> handled = new ArrayList<>();
    engine.attach(
        change -> {
          if (change.post().id().equals(poison.id())) {
            throw new IllegalStateException("poison");
          }
          handled.add(change.post());
        },
        List.of());
    engine.ports().posts().add(poison);
    List<Post> others = here.samplePosts().addPending(engine.ports().posts(), 2);

    letTimePass(here, engine);

    assertThat(handled).containsExactlyInAnyOrderElementsOf(others);
    assertThat(only(engine).about()).isEqualTo(poison.id() + "-1-INSERTED");
    assertThat(only(engine).reason()).contains("poison");
  }

  @Test
  default void redrivenDeliveryStartsFromTheFirstAttempt() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    int attempts = here.backoff().attempts();
    Listener failing = new Listener("failing", "Greeting").failing(2 * attempts - 1);
    attach(engine, failing);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    letTimePass(here, engine);

    assertThat(engine.deadLetters().redrive(only(engine).id())).isTrue();
    assertThat(engine.deadLetters().list(10)).isEmpty();
    letTimePass(here, engine);

    assertThat(failing.tries).isEqualTo(2 * attempts);
    assertThat(failing.heard).hasSize(1);
    assertThat(engine.deadLetters().list(10)).isEmpty();
  }

  @Test
  default void redrivingWhatIsNotParkedDoesNothing() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    attach(engine, new Listener("one", "Greeting"));
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    Deliveries.all(engine);

    assertThat(engine.deadLetters().redrive("nothing")).isFalse();
    assertThat(engine.deadLetters().redriveAll()).isZero();
    assertThat(engine.deliverDue()).isZero();
  }

  @Test
  default void allThatIsParkedIsListedOldestFirstAndRedriven() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener failing =
        new Listener("failing", "Greeting").failing(3, new UnreadableEvent("no", new Exception()));
    attach(engine, failing);
    for (String id : List.of("c", "a", "b")) {
      engine.ports().bus().publish(SampleEvents.greeting(here, id));
      Deliveries.all(engine);
      here.clock().advance(Duration.ofSeconds(1));
    }
    DeadLetters letters = engine.deadLetters();

    assertThat(letters.list(10)).extracting(DeadLetter::about).containsExactly("c", "a", "b");
    assertThat(letters.list(2)).extracting(DeadLetter::about).containsExactly("c", "a");
    assertThat(letters.redriveAll()).isEqualTo(3);
    Deliveries.all(engine);

    assertThat(failing.heard).hasSize(3);
  }

  @Test
  default void parkedDeliveryOutlivesACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    attach(engine, new Listener("failing", "Greeting").failing(99));
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    letTimePass(here, engine);
    DeadLetter before = only(engine);

    RuntimeUnderTest after = engine.restarted();
    Listener mended = new Listener("failing", "Greeting");
    attach(after, mended);
    Deliveries.all(after);
    assertThat(mended.tries).isZero();
    assertThat(only(after)).isEqualTo(before);
    after.deadLetters().redrive(before.id());
    Deliveries.all(after);

    assertThat(mended.heard).hasSize(1);
  }

  @Test
  default void failuresAreCountedOverACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Listener before = new Listener("failing", "Greeting").failing(99);
    attach(engine, before);
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    Deliveries.all(engine);

    RuntimeUnderTest restarted = engine.restarted();
    Listener after = new Listener("failing", "Greeting").failing(99);
    attach(restarted, after);
    letTimePass(here, restarted);

    assertThat(before.tries + after.tries).isEqualTo(here.backoff().attempts());
    assertThat(restarted.deadLetters().list(10)).hasSize(1);
  }

  @Test
  default void telemetryHearsOfRetriesParkingAndRedriving() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    int attempts = here.backoff().attempts();
    attach(engine, new Listener("failing", "Greeting").failing(attempts));
    engine.ports().bus().publish(SampleEvents.greeting(here, "1"));
    letTimePass(here, engine);
    engine.deadLetters().redriveAll();
    letTimePass(here, engine);

    RecordingTelemetry telemetry = here.telemetry();
    assertThat(telemetry.of(Occurrence.Kind.RETRIED)).hasSize(attempts - 1);
    assertThat(telemetry.of(Occurrence.Kind.PARKED, "subscriber")).containsExactly("failing");
    assertThat(telemetry.of(Occurrence.Kind.PARKED, "eventId")).containsExactly("1");
    assertThat(telemetry.of(Occurrence.Kind.PARKED, "reason").get(0)).contains("not now");
    assertThat(telemetry.of(Occurrence.Kind.REDRIVEN)).hasSize(1);
  }

  private static void letTimePass(Surroundings here, RuntimeUnderTest engine) {
    Deliveries.all(engine);
    for (int i = 0; i < 10; i++) {
      here.clock().advance(here.backoff().longest());
      Deliveries.all(engine);
    }
  }

  private static DeadLetter only(RuntimeUnderTest engine) {
    List<DeadLetter> parked = engine.deadLetters().list(10);
    assertThat(parked).hasSize(1);
    return parked.get(0);
  }

  private static void attach(RuntimeUnderTest engine, Listener... listeners) {
    engine.attach(change -> {}, List.of(listeners).stream().map(Listener::subscription).toList());
  }
}
