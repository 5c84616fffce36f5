package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.contract.RecordingTelemetry;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
  private static final String NOTES = "{\"detail-type\":[\"Note\"]}";

  private final TestClock clock = new TestClock();
  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final SamplePosts posts = new SamplePosts(clock, new Random(2));
  @TempDir private Path data;
  private EmbeddedRuntime runtime;

  @BeforeEach
  void open() {
    EmbeddedSettings settings = EmbeddedSettings.in(data);
    runtime = EmbeddedRuntime.open(settings, clock, new Random(1), new RecordingTelemetry());
  }

  @AfterEach
  void close() {
    release.countDown();
    runtime.close();
  }

  @Test
  void subscriberThatHangsDelaysNoOther() throws InterruptedException {
    attach(
        subscription("hangs", event -> awaitRelease()),
        subscription("quick", event -> handled.add(event.id())));
    runtime.start(() -> {});
    for (int i = 0; i < 1_000; i++) {
      publish("event-" + i);
    }

    for (int i = 0; i < 1_000; i++) {
      assertThat(handled.poll(10, TimeUnit.SECONDS)).as("delivery %s", i).isNotNull();
    }
  }

  @Test
  void subscriberIsHandedNoMoreAtOnceThanItStands() throws InterruptedException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    EventHandler counts =
        event -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          two.countDown();
          awaitRelease();
          atOnce.decrementAndGet();
          handled.add(event.id());
        };
    attach(
        new Subscription("few", NOTES, Duration.ZERO, counts, Optional.empty(), 2),
        subscription("others", event -> handled.add("other " + event.id())));
    runtime.start(() -> {});
    for (int i = 0; i < 50; i++) {
      publish("event-" + i);
    }
    assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 50; i++) {
      assertThat(handled.poll(10, TimeUnit.SECONDS)).startsWith("other ");
    }

    release.countDown();

    for (int i = 0; i < 50; i++) {
      assertThat(handled.poll(10, TimeUnit.SECONDS)).startsWith("event-");
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void whatWaitsForASubscriberWhoIsGoneIsParkedWithThatReason() {
    attach(subscription("gone", event -> {}));
    publish("event-1");
    runtime.close();
    open();

    attach(subscription("other", event -> {}));

    DeadLetter letter = runtime.deadLetters().list(10).get(0);
    assertThat(letter.subscriber()).isEqualTo("gone");
    assertThat(letter.reason()).contains("nobody of this name");
  }

  @Test
  void contentGoesWithItsLastDelivery() {
    attach(subscription("one", event -> {}), subscription("two", event -> {}));
    publish("event-1");
    assertThat(rows("events")).isEqualTo(1);

    runtime.deliverDue();

    assertThat(rows("events")).isZero();
    assertThat(rows("deliveries")).isZero();
  }

  @Test
  void contentThatCannotBeReadIsParkedAloneInTheEnd() {
    runtime.attach(change -> handled.add(change.post().id().value()), List.of());
    List<Post> added = posts.addPending(runtime.ports().posts(), 2);
    String bad = added.get(0).id().value();
    String corrupt = "UPDATE changes SET trace = 'none' WHERE id = ?";
    int corrupted = runtime.store().writer().write(sql -> sql.update(corrupt, bad));
    assertThat(corrupted).isEqualTo(1);

    for (int i = 0; i < 10; i++) {
      runtime.deliverDue();
      clock.advance(Duration.ofMinutes(5));
    }

    assertThat(handled).containsExactly(added.get(1).id().value());
    assertThat(runtime.deadLetters().list(10)).extracting(DeadLetter::about).hasSize(1);
  }

  @Test
  void healthTellsHowLongTheOldestHasWaited() {
    attach(subscription("one", event -> {}));
    publish("event-1");
    clock.advance(Duration.ofSeconds(42));
    publish("event-2");

    assertThat(runtime.health().lag()).isEqualTo(Duration.ofSeconds(42));
    assertThat(runtime.health().waiting()).isEqualTo(2);
    assertThat(runtime.health().writable()).isTrue();

    runtime.deliverDue();
    assertThat(runtime.health().lag()).isZero();
    assertThat(runtime.health().waiting()).isZero();
  }

  @Test
  void knownIdsAreForgottenAfterAWeek() {
    attach(subscription("one", event -> handled.add(event.id())));
    publish("event-1");
    runtime.purge();
    publish("event-1");
    runtime.deliverDue();
    assertThat(handled).hasSize(1);

    clock.advance(Duration.ofDays(7));
    assertThat(runtime.purge()).isEqualTo(1);
    publish("event-1");
    runtime.deliverDue();
    assertThat(handled).hasSize(2);
  }

  @Test
  void sweepGoesOnUntilItHasWhatIsAskedOfIt() {
    attach();
    posts.addPending(runtime.ports().posts(), 450);
    clock.advance(Duration.ofDays(31));

    assertThat(runtime.sweep(430)).isEqualTo(430);
    assertThat(runtime.sweep(1_000)).isEqualTo(20);
    assertThat(rows("posts")).isZero();
    assertThat(runtime.deliverDue()).isEqualTo(900);
  }

  @Test
  void closingWaitsForAHandlerAtWork() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    attach(
        subscription(
            "slow",
            event -> {
              begun.countDown();
              awaitRelease();
              handled.add(event.id());
            }));
    runtime.start(() -> {});
    publish("event-1");
    begun.await();
    Thread closing = new Thread(runtime::close);
    closing.start();
    release.countDown();
    closing.join();
    open();
    attach(subscription("slow", event -> handled.add(event.id())));

    assertThat(runtime.deliverDue()).isZero();
    assertThat(handled).containsExactly("event-1");
  }

  @Test
  void nothingIsPublishedBeforeAnybodyIsAttached() {
    assertThatThrownBy(() -> publish("event-1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void subscriptionsHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> attach(subscription("changes", event -> {})))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> attach(subscription("one", e -> {}), subscription("one", e -> {})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private long rows(String table) {
    return runtime
        .store()
        .readers()
        .read(sql -> sql.number("SELECT count(*) FROM " + table))
        .orElseThrow();
  }

  private void attach(Subscription... subscriptions) {
    runtime.attach(change -> {}, List.of(subscriptions));
  }

  private void publish(String id) {
    runtime.ports().bus().publish(new Event(id, Event.SOURCE, "Note", clock.instant(), "{}"));
  }

  private static Subscription subscription(String name, EventHandler handler) {
    return new Subscription(name, NOTES, Duration.ZERO, handler);
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
