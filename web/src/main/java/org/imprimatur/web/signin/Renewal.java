package org.imprimatur.web.signin;

import java.lang.System.Logger;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.session.Session;
import org.imprimatur.session.Sessions;

/** One use of a refresh token, by whoever holds the lease, and what becomes of the session. */
final class Renewal {
  private static final Logger LOG = System.getLogger(Renewal.class.getName());
  private static final int STORE_TRIES = 20;

  private final Sessions store;
  private final LiveSessions sessions;
  private final Supplier<Answer<Provider>> provider;
  private final Clock clock;

  Renewal(Sessions store, LiveSessions sessions, Supplier<Answer<Provider>> provider, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.provider = provider;
    this.clock = clock;
  }

  /** Refreshes the tokens of a session that was leased to the caller. */
  Confirmation of(Session leased) {
    Optional<SessionTokens> tokens = sessions.tokens(leased);
    if (tokens.isEmpty()) {
      return end(leased, "unreadable-tokens");
    }
    return provider
        .get()
        .fold(
            there -> of(leased, tokens.get(), there),
            reason -> release(leased, reason),
            reason -> release(leased, reason));
  }

  private Confirmation of(Session leased, SessionTokens tokens, Provider there) {
    return there
        .refresh(tokens, leased.user())
        .fold(
            grant -> keep(leased, grant, there),
            reason -> end(leased, reason),
            reason -> release(leased, reason));
  }

  /** The provider has no session any more, so neither have we. */
  private Confirmation end(Session session, String reason) {
    store.remove(session.key());
    LOG.log(Logger.Level.INFO, "session {0} ended reason={1}", session.key(), reason);
    return new Confirmation.Ended();
  }

  /** Stored before anybody uses them: what is not stored would be lost with this process. */
  private Confirmation keep(Session leased, Grant grant, Provider there) {
    Optional<Session> stored = replaced(leased, session -> sessions.refreshed(session, grant));
    if (stored.isEmpty()) {
      // Signed out meanwhile: what came since must not outlive the session.
      grant.tokens().refreshToken().ifPresent(there::revoke);
      return new Confirmation.Ended();
    }
    return new Confirmation.Confirmed(stored.get());
  }

  private Confirmation release(Session leased, String reason) {
    LOG.log(Logger.Level.WARNING, "session {0} not refreshed reason={1}", leased.key(), reason);
    Optional<Session> stored = replaced(leased, session -> released(session, leased));
    return stored.isPresent() ? new Confirmation.Unknown(reason) : new Confirmation.Ended();
  }

  /** Unless the lease has ended and is somebody else's by now. */
  private static Session released(Session session, Session leased) {
    boolean ours = session.refreshLease().equals(leased.refreshLease());
    return ours ? session.released() : session;
  }

  /** A change to the session in whatever version it is by now; empty if it is gone. */
  private Optional<Session> replaced(Session leased, UnaryOperator<Session> change) {
    Optional<Session> current = Optional.of(leased);
    for (int tries = 1; current.isPresent(); tries++) {
      try {
        Optional<Session> stored = store.replace(change.apply(current.get()));
        if (stored.isPresent()) {
          return stored;
        }
        current = store.find(leased.key(), clock.instant());
      } catch (StoreUnavailable e) {
        // Again: what is in hand exists nowhere else.
        if (tries >= STORE_TRIES) {
          throw e;
        }
      }
      if (tries > STORE_TRIES) {
        throw new IllegalStateException("the session changes all the time");
      }
    }
    return current;
  }
}
