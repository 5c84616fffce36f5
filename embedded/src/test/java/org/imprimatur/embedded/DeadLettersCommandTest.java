package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.PageRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {
  private final TestClock clock = new TestClock();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  @TempDir private Path data;
  private EmbeddedRuntime server;
  private volatile boolean readable;

  @BeforeEach
  void open() {
    server =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), occurrence -> {});
    server.attach(change -> {}, List.of(subscription()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void listsWhatIsParkedBesideTheRunningServer() {
    park("event-1");

    assertThat(run("list")).isZero();

    assertThat(out())
        .contains("1  2025-03-01T12:00:00Z  reader  event-1  tried 1 times")
        .endsWith("cannot be read\n");
  }

  @Test
  void listsAsJsonOneALine() {
    park("event-1");
    park("event-2");

    assertThat(run("list", "--json")).isZero();

    assertThat(out().lines())
        .hasSize(2)
        .first()
        .isEqualTo(
            "{\"id\":\"1\",\"subscriber\":\"reader\",\"about\":\"event-1\",\"reason\":"
                + "\"UnreadableEvent: cannot be read\",\"attempts\":1,"
                + "\"parkedAt\":\"2025-03-01T12:00:00Z\"}");
  }

  @Test
  void saysWhenNothingIsParked() {
    assertThat(run("list")).isZero();
    assertThat(out()).isEqualTo("There are no dead letters.\n");
  }

  @Test
  void runningServerDeliversWhatIsRedriven() throws InterruptedException {
    park("event-1");
    server.start(() -> {});
    readable = true;

    assertThat(run("redrive", "1")).isZero();

    assertThat(handled.poll(5, TimeUnit.SECONDS)).isEqualTo("event-1");
  }

  @Test
  void stoppedServerDeliversWhatIsRedrivenWhenItStarts() {
    park("event-1");
    park("event-2");
    server.close();

    assertThat(run("redrive", "--all")).isZero();
    assertThat(out()).isEqualTo("Redriven: 2\n");

    readable = true;
    open();
    assertThat(server.deliverDue()).isEqualTo(2);
    assertThat(handled).hasSize(2);
  }

  @Test
  void whatTheOperatorRedroveIsInTheAuditTrail() {
    park("event-1");
    park("event-2");

    run("redrive", "1");
    run("redrive", "1");
    run("redrive", "--all");

    assertThat(server.ports().trail().all(PageRequest.first(9)).items())
        .allSatisfy(
            entry -> {
              assertThat(entry.act()).isEqualTo(Act.REDRIVEN);
              assertThat(entry.actor()).isEqualTo(Actor.OPERATOR);
              assertThat(entry.at()).isEqualTo(clock.instant());
            })
        .extracting(entry -> entry.reason().orElseThrow())
        .containsExactlyInAnyOrder(
            "dead letter 1: event-1 for reader", "dead letter 2: event-2 for reader");
  }

  @Test
  void idThatIsNotThereIsSaidSo() {
    assertThat(run("redrive", "17")).isEqualTo(1);
    assertThat(run("redrive", "nonsense")).isEqualTo(1);
    assertThat(err()).contains("There is no dead letter of this id.");
  }

  @Test
  void wrongUseIsAnsweredWithTheUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("redrive")).isEqualTo(2);
    assertThat(run("bury", "1")).isEqualTo(2);
    assertThat(err()).contains("Usage: dead-letters");
  }

  @Test
  void folderWithoutADatabaseIsLeftWithoutOne() {
    Path empty = data.resolve("empty");

    assertThat(command().run(List.of("--data", empty.toString(), "list"))).isEqualTo(3);

    assertThat(err()).contains("There is no database in " + empty);
    assertThat(Files.exists(empty)).isFalse();
  }

  private void park(String id) {
    server.ports().bus().publish(new Event(id, Event.SOURCE, "Note", clock.instant(), "{}"));
    server.deliverDue();
  }

  private Subscription subscription() {
    return new Subscription(
        "reader",
        "{\"detail-type\":[\"Note\"]}",
        Duration.ZERO,
        event -> {
          if (!readable) {
            throw new UnreadableEvent("cannot be read", new IllegalStateException());
          }
          handled.add(event.id());
        });
  }

  private int run(String... words) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(words));
    return command().run(arguments);
  }

  private DeadLettersCommand command() {
    Clock now = Clock.fixed(clock.instant(), clock.getZone());
    return new DeadLettersCommand(print(out), print(err), now);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
