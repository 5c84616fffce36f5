package org.imprimatur.web.signin;

import java.lang.System.Logger;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/** The ways out: by the person, here or everywhere, and by the provider. */
final class Exit {
  private static final Logger LOG = System.getLogger(Exit.class.getName());
  private static final long REVOCATION_SECONDS = 2;
  private static final long GOODBYE_SECONDS = 3;

  private final Sessions store;
  private final LiveSessions sessions;
  private final ExpiringEntries used;
  private final Supplier<Answer<Provider>> provider;
  private final Executor executor;
  private final Clock clock;
  private final URI home;

  Exit(
      Sessions store,
      LiveSessions sessions,
      ExpiringEntries used,
      Supplier<Answer<Provider>> provider,
      Executor executor,
      Clock clock,
      URI home) {
    this.store = store;
    this.sessions = sessions;
    this.used = used;
    this.provider = provider;
    this.executor = executor;
    this.clock = clock;
    this.home = home;
  }

  /**
   * Ends the session of a secret, or all of its user; the record first, so that whatever the
   * provider does the session is over when this returns.
   *
   * @return where the browser goes, within seconds
   */
  CompletableFuture<URI> signOut(String secret, boolean everywhere) {
    SessionKey key = SessionKey.of(secret);
    Optional<Session> session = store.find(key, clock.instant());
    store.remove(key);
    if (everywhere) {
      session.ifPresent(s -> store.removeByUser(s.user().subject()));
    }
    session.ifPresent(s -> LOG.log(Logger.Level.INFO, "session {0} signed out", s.key()));
    return goodbye(session);
  }

  /** Tells the provider of a session that has ended; where the browser goes, within seconds. */
  CompletableFuture<URI> goodbye(Optional<Session> ended) {
    return ended
        .flatMap(sessions::tokens)
        .map(this::goodbye)
        .orElseGet(() -> CompletableFuture.completedFuture(home));
  }

  private CompletableFuture<URI> goodbye(SessionTokens tokens) {
    CompletableFuture<Boolean> revoked =
        ask(() -> revoked(tokens), false)
            .completeOnTimeout(false, REVOCATION_SECONDS, TimeUnit.SECONDS);
    return ask(() -> endSession(tokens), home)
        .completeOnTimeout(home, GOODBYE_SECONDS, TimeUnit.SECONDS)
        .thenCombine(revoked, (location, done) -> location);
  }

  private boolean revoked(SessionTokens tokens) {
    return tokens
        .refreshToken()
        .map(token -> provider.get().then(there -> there.revoke(token)))
        .filter(answer -> answer.fold(done -> true, reason -> false, reason -> false))
        .isPresent();
  }

  private URI endSession(SessionTokens tokens) {
    return provider
        .get()
        .then(there -> there.endSession(tokens.idToken(), home))
        .fold(url -> url, reason -> home, reason -> home);
  }

  /** On the executor; a refusing executor costs the goodbye, not the sign-out. */
  private <T> CompletableFuture<T> ask(Supplier<T> question, T otherwise) {
    try {
      return CompletableFuture.supplyAsync(question, executor);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(otherwise);
    }
  }

  /**
   * Ends what a logout token names (OpenID Connect Back-Channel Logout 1.0): the sessions of one
   * provider session, or of a user where none is named. A token counts once.
   *
   * @return how many sessions ended
   */
  Answer<Integer> byProvider(String token) {
    return provider.get().then(there -> there.logout(token)).then(this::end);
  }

  /** Remembered only when done, so that the provider may try again after a fault of ours. */
  private Answer<Integer> end(ProviderLogout logout) {
    String key = "logout:" + SessionKey.of(logout.id()).hash();
    Instant now = clock.instant();
    if (used.find(key, now).isPresent()) {
      return new Answer.Refused<>("used-token");
    }
    int ended =
        logout
            .providerSession()
            .map(store::removeByProviderSession)
            .orElseGet(() -> store.removeByUser(logout.subject().orElse("")));
    used.putIfAbsent(key, "used", logout.expires(), now);
    LOG.log(Logger.Level.INFO, "provider ended sessions={0}", Integer.toString(ended));
    return new Answer.Given<>(ended);
  }
}
