package org.imprimatur.web.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/**
 * Sessions as browsers use them: begun with a new secret at every sign-in, kept alive by use, over
 * when idle or old (ASVS 5.0, 7.2 and 7.3).
 */
final class LiveSessions {
  private static final Duration TOUCH = Duration.ofSeconds(1);

  private final Sessions store;
  private final Seal seal;
  private final SignInSettings settings;
  private final Clock clock;
  private final SecureRandom random;

  LiveSessions(
      Sessions store, Seal seal, SignInSettings settings, Clock clock, SecureRandom random) {
    this.store = store;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session; the secret is for the browser alone. */
  String begin(Grant grant) {
    String secret = Attempt.secret(random);
    SessionKey key = SessionKey.of(secret);
    Instant now = now();
    store.add(
        new Session(
            key,
            1,
            grant.user(),
            grant.providerSession(),
            sealed(key, grant.tokens()),
            refreshAt(grant, now),
            Optional.empty(),
            now,
            now,
            ends(now, now)));
    return secret;
  }

  /** The session of a secret, kept alive by being asked for. */
  Optional<Session> use(String secret) {
    Instant now = now();
    Optional<Session> found = store.find(SessionKey.of(secret), now);
    if (found.isPresent() && tokens(found.get()).isEmpty()) {
      store.remove(found.get().key());
      return Optional.empty();
    }
    return found.flatMap(session -> touched(session, now));
  }

  /** Written at most once a second. A write that lost to another one needs no second try. */
  private Optional<Session> touched(Session session, Instant now) {
    if (now.isBefore(session.lastSeen().plus(TOUCH))) {
      return Optional.of(session);
    }
    return store
        .replace(session.seen(now, ends(session.createdAt(), now)))
        .or(() -> store.find(session.key(), now));
  }

  /** The tokens of a session; empty if they were sealed with a key that we have no more. */
  Optional<SessionTokens> tokens(Session session) {
    return seal.open(session.sealedTokens(), place(session.key())).map(SessionTokens::split);
  }

  /** The session with the tokens of a refresh, not stored yet. */
  Session refreshed(Session session, Grant grant) {
    Instant now = now();
    return session
        .refreshed(
            grant.user(),
            sealed(session.key(), grant.tokens()),
            refreshAt(grant, session.createdAt()))
        .seen(now, ends(session.createdAt(), now));
  }

  /** Without a refresh token there is nothing to refresh with, and the session lasts its time. */
  private Instant refreshAt(Grant grant, Instant createdAt) {
    return grant.tokens().refreshToken().isPresent()
        ? grant.expires().truncatedTo(ChronoUnit.MILLIS)
        : createdAt.plus(settings.absolute());
  }

  private Instant ends(Instant createdAt, Instant now) {
    Instant idle = now.plus(settings.idle());
    Instant absolute = createdAt.plus(settings.absolute());
    return idle.isBefore(absolute) ? idle : absolute;
  }

  private String sealed(SessionKey key, SessionTokens tokens) {
    return seal.close(tokens.joined(), place(key));
  }

  private static String place(SessionKey key) {
    return "session:" + key.hash();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
