package org.imprimatur.keycloak;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one Keycloak alive: starts it, waits for its answer, and starts it again when it dies or
 * falls silent, until asked to end.
 *
 * <p>One thread does all of it. The child must be started by a thread that lives as long as it is
 * needed, because Linux sends the death signal when the starting thread ends, not the process.
 */
final class Supervisor implements Runnable {

  private static final Logger LOG = System.getLogger(Supervisor.class.getName());
  private static final Duration WHILE_STARTING = Duration.ofMillis(100);
  private static final Duration WHILE_READY = Duration.ofSeconds(1);
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final int TRIES_BEFORE_FAILED = 3;

  private final Server server;
  private final Conversation conversation;
  private final Limits limits;
  private final Clock clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile KeycloakStatus status = new KeycloakStatus.Starting();
  private int failures;

  Supervisor(Server server, Limits limits, Clock clock) {
    this.server = server;
    this.conversation = new Conversation(server);
    this.limits = limits;
    this.clock = clock;
  }

  KeycloakStatus status() {
    return status;
  }

  /** Asks the thread to stop Keycloak and return. */
  void end() {
    ending.countDown();
  }

  @Override
  public void run() {
    try {
      Orphan.of(server.home()).end(limits.stop());
      do {
        report(oneLife());
      } while (!pause(Backoff.after(failures)));
    } catch (IOException | RuntimeException fault) {
      status = new KeycloakStatus.Failed(fault.toString());
      LOG.log(Level.ERROR, "Keycloak is not supervised any more", fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs Keycloak once and tells how it ended. */
  private String oneLife() throws InterruptedException {
    if (!Ports.isFree(server.port())) {
      failures = Math.max(failures, TRIES_BEFORE_FAILED - 1);
      return "port " + server.port() + " is in use by another program";
    }
    try {
      Process child = server.process().start();
      try {
        Orphan.of(server.home()).remember(child);
        return watch(child);
      } finally {
        stop(child);
      }
    } catch (IOException fault) {
      return "it cannot be started: " + fault;
    }
  }

  private String watch(Process child) throws InterruptedException {
    Instant heard = clock.instant();
    Instant readySince = Instant.MAX;
    while (child.isAlive()) {
      boolean ready = status instanceof KeycloakStatus.Ready;
      if (pause(ready ? WHILE_READY : WHILE_STARTING)) {
        return "it was asked to end";
      }
      Instant now = clock.instant();
      if (conversation.answers()) {
        heard = now;
        readySince = becomesReady() && readySince.equals(Instant.MAX) ? now : readySince;
        failures = now.minus(STEADY).isAfter(readySince) ? 0 : failures;
      } else if (heard.plus(ready ? limits.silence() : limits.start()).isBefore(now)) {
        return "it has not answered since " + heard;
      }
    }
    return "it ended with code " + child.exitValue() + ", see " + server.home().log();
  }

  /** Whether it is ready, which it is once its client knows where the board is. */
  private boolean becomesReady() throws InterruptedException {
    if (status instanceof KeycloakStatus.Ready) {
      return true;
    }
    try {
      followBoard();
      status = new KeycloakStatus.Ready();
      LOG.log(Level.INFO, "Keycloak is ready at {0}", server.issuer());
      return true;
    } catch (IOException fault) {
      status = new KeycloakStatus.Failed("its client cannot be pointed at the board: " + fault);
      return false;
    }
  }

  private void followBoard() throws IOException, InterruptedException {
    boolean known = server.home().knownBoard().filter(server.board()::equals).isPresent();
    if (!known) {
      conversation.pointClientAtBoard();
      server.home().remember(server.board());
    }
  }

  private void report(String end) {
    failures++;
    if (ending.getCount() == 0) {
      return;
    }
    LOG.log(Level.WARNING, "Keycloak is started again: {0}", end);
    status =
        failures < TRIES_BEFORE_FAILED
            ? new KeycloakStatus.Starting()
            : new KeycloakStatus.Failed(end);
  }

  private void stop(Process child) throws InterruptedException {
    child.destroy();
    if (!child.waitFor(limits.stop().toMillis(), TimeUnit.MILLISECONDS)) {
      child.destroyForcibly().waitFor();
    }
  }

  private boolean pause(Duration duration) throws InterruptedException {
    return ending.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
