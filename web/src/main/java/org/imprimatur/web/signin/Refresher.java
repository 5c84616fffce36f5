package org.imprimatur.web.signin;

import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/**
 * Refreshes the tokens of a session once, however many requests find them expired. A refresh token
 * that rotates may be used only once, and its second use ends the session at the provider.
 *
 * <p>Within a process the requests share one future. Across processes the one that wins a
 * conditional write holds a lease on the session; the others look at the store until the winner's
 * tokens are there. No thread waits meanwhile. A winner that dies leaves a lease that ends.
 */
final class Refresher {
  private static final Logger LOG = System.getLogger(Refresher.class.getName());

  /** Longer than a conversation with the provider, so that no lease ends in its midst. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  /** Long enough to outlive the lease of a winner that died. */
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private static final Duration LONGEST = PATIENCE.plusSeconds(6);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Map<SessionKey, CompletableFuture<Confirmation>> flights =
      new ConcurrentHashMap<>();
  private final Sessions store;
  private final Renewal renewal;
  private final Executor executor;
  private final Executor later;
  private final Clock clock;

  Refresher(Sessions store, Renewal renewal, Executor executor, Clock clock) {
    this.store = store;
    this.renewal = renewal;
    this.executor = executor;
    this.later =
        CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS, executor);
    this.clock = clock;
  }

  /** The session with tokens that have not expired. */
  CompletableFuture<Confirmation> confirm(Session session) {
    if (fresh(session)) {
      return CompletableFuture.completedFuture(new Confirmation.Confirmed(session));
    }
    CompletableFuture<Confirmation> mine = new CompletableFuture<>();
    CompletableFuture<Confirmation> others = flights.putIfAbsent(session.key(), mine);
    if (others != null) {
      return others.copy();
    }
    CompletableFuture<Confirmation> cleared =
        mine.completeOnTimeout(
                new Confirmation.Unknown("refresh-takes-too-long"),
                LONGEST.toMillis(),
                TimeUnit.MILLISECONDS)
            .whenComplete((confirmation, never) -> flights.remove(session.key(), mine));
    look(new Flight(session.key(), mine, Deadline.in(PATIENCE)), false, executor);
    return cleared;
  }

  private boolean fresh(Session session) {
    return now().isBefore(session.tokensExpire());
  }

  private void look(Flight flight, boolean waited, Executor on) {
    try {
      on.execute(() -> step(flight, waited));
    } catch (RejectedExecutionException e) {
      flight.land(new Confirmation.Unknown("too-busy"));
    }
  }

  private void step(Flight flight, boolean waited) {
    try {
      Optional<Session> session = store.find(flight.key(), now());
      if (session.isPresent()) {
        step(flight, waited, session.get());
      } else {
        flight.land(new Confirmation.Ended());
      }
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.WARNING, "session {0} not refreshed: {1}", flight.key(), e);
      flight.land(new Confirmation.Unknown("store"));
    }
  }

  /** One look at the session; {@code waited} when somebody else's lease was seen before. */
  private void step(Flight flight, boolean waited, Session session) {
    Optional<Instant> lease = session.refreshLease();
    if (fresh(session)) {
      flight.land(new Confirmation.Confirmed(session));
    } else if (flight.deadline().passed()) {
      flight.land(new Confirmation.Unknown("refresh-takes-too-long"));
    } else if (lease.filter(now()::isBefore).isPresent()) {
      look(flight, true, later);
    } else if (waited && lease.isEmpty()) {
      flight.land(new Confirmation.Unknown("refresh-elsewhere-failed"));
    } else {
      Optional<Session> leased = store.replace(session.leased(now().plus(LEASE)));
      leased.ifPresentOrElse(
          won -> flight.land(renewal.of(won)), () -> look(flight, waited, executor));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** One refresh, whoever waits for it. */
  private record Flight(SessionKey key, CompletableFuture<Confirmation> end, Deadline deadline) {
    void land(Confirmation confirmation) {
      end.complete(confirmation);
    }
  }
}
