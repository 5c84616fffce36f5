package org.imprimatur.aws;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.EventHandler;
import org.imprimatur.screening.Screening;
import org.imprimatur.telemetry.Telemetry;

/**
 * What a function has from its start on: clients, settings and a clock. SnapStart keeps copies of
 * this moment, so nothing random is drawn in it; {@link SecureRandom} draws anew in each copy (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">uniqueness</a>).
 */
record Start(
    Environment environment,
    Clients clients,
    Clock clock,
    RandomGenerator random,
    Telemetry telemetry) {
  static Start ofProcess() {
    Environment environment = Environment.ofProcess();
    return new Start(
        environment,
        Clients.ofFunction(environment),
        Clock.systemUTC(),
        new SecureRandom(),
        new LogLines());
  }

  /** A start that neither reads nor changes anything, and is told what rehearsed events name. */
  static Start ofRehearsal() {
    return new Start(
        new Environment(
            Map.of(
                "BUS_NAME", "rehearsal",
                "MAIL_FROM", "rehearsal@imprimatur.invalid",
                "MAIL_BASE_URL", "https://imprimatur.invalid",
                "SIGN_IN_PROVIDER", "rehearsal",
                "IDENTITY_POOL", "rehearsal")),
        Clients.ofRehearsal(),
        Clock.systemUTC(),
        new Random(0),
        occurrence -> {});
  }

  Stores stores() {
    return new Stores(clients.dynamoDb(), environment.tables(), random, Capacity.ignored());
  }

  EventBus bus() {
    return new EventBridgeBus(clients.eventBridge(), environment.required("BUS_NAME"), random);
  }

  /** How long the approval service may be silent. */
  Duration patience() {
    return environment.approvalDelay().plus(Environment.PATIENCE);
  }

  /** The whole board, for functions that need most of it. */
  Board board() {
    Stores stores = stores();
    Ports ports =
        new Ports(
            stores.posts(),
            stores.archive(),
            stores.trail(),
            stores.notices(),
            stores.removals(),
            stores.recipients(),
            bus(),
            Optional.empty());
    return new Board(ports, environment.board(), clock, random, post -> {}, telemetry);
  }

  ApprovalPolicy policy(Stores stores) {
    return environment.policy(
        () ->
            Screening.open(
                environment.screeningRules(),
                new StoredHistory(stores.posts(), stores.archive(), clock),
                clock,
                telemetry));
  }

  EventHandler once(String subscriber, EventHandler handler, Stores stores) {
    return new HeardOnce(subscriber, handler, stores.entries(), clock);
  }
}
