package org.imprimatur.web.signin;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Backoff;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/** Sign-in over memory and a fake provider, with a clock that stands still. */
final class SignInFixture implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final Supplier<SecretKey> KEY = key();
  static final SignInSettings SETTINGS =
      new SignInSettings(
          URI.create("http://board.test:8080"), Duration.ofMinutes(30), Duration.ofHours(12));

  final TestClock clock = new TestClock();
  final FakeProvider provider = new FakeProvider(clock);
  final Sessions sessions;
  final ExpiringEntries entries;
  final SignIn signIn;

  SignInFixture() {
    this(false);
  }

  private SignInFixture(boolean cognito) {
    provider.likeCognito = cognito;
    MemoryRuntime runtime = runtime(clock);
    sessions = runtime.sessions();
    entries = runtime.entries();
    signIn = another(sessions);
  }

  /** With a provider that does as Cognito does. */
  static SignInFixture atCognito() {
    return new SignInFixture(true);
  }

  static MemoryRuntime runtime(Clock clock) {
    return new MemoryRuntime(
        clock, RANDOM, Backoff.standard(), (pattern, event) -> true, occurrence -> {});
  }

  static Supplier<SecretKey> key() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    SecretKey made = new SecretKeySpec(key, "AES");
    return () -> made;
  }

  /** One more process over the same store. */
  SignIn another(Sessions store) {
    ProviderState ready = new ProviderState.Ready(provider.settings());
    return new SignIn(() -> ready, SETTINGS, store, entries, KEY, clock, RANDOM);
  }

  Tab tab() {
    return new Tab(signIn);
  }

  /** A browser that is signed in. */
  Tab signedIn() {
    Tab tab = tab();
    Step step = tab.signIn();
    if (tab.secret().isEmpty()) {
      throw new IllegalStateException(step.toString());
    }
    return tab;
  }

  /** The session of a browser as stored. */
  Optional<Session> stored(Tab tab) {
    return sessions.find(SessionKey.of(tab.secret().orElseThrow()), clock.instant());
  }

  /** What a request of this browser finds. */
  Confirmation confirm(Tab tab) {
    return confirm(signIn, tab);
  }

  static Confirmation confirm(SignIn signIn, Tab tab) {
    return signIn
        .session(tab.secret().orElseThrow())
        .map(session -> signIn.confirm(session).orTimeout(20, TimeUnit.SECONDS).join())
        .orElseGet(Confirmation.Ended::new);
  }

  /** Past the end of the access token, not of the session. */
  void expireTokens() {
    clock.advance(Duration.ofMinutes(6));
  }

  @Override
  public void close() {
    signIn.close();
    provider.close();
  }
}
