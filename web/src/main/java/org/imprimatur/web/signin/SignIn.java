package org.imprimatur.web.signin;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Session;
import org.imprimatur.session.Sessions;
import org.imprimatur.session.User;

/**
 * Signing in with an OpenID provider, staying signed in, and signing out. Needs no framework;
 * thread safe, and safe in several processes over one store.
 *
 * <p>Whatever waits for the provider waits on threads of its own, of which there are few: a
 * provider that hangs keeps nobody else waiting.
 */
public final class SignIn implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int WAITING = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LINGER = Duration.ofSeconds(30);

  private final ThreadPoolExecutor executor = executor();
  private final Supplier<Answer<Provider>> provider;
  private final LiveSessions sessions;
  private final Refresher refresher;
  private final Entrance entrance;
  private final Exit exit;

  /**
   * Signs people in.
   *
   * @param source the provider, asked anew whenever it is needed
   * @param store where sessions are
   * @param used where it is remembered what counts only once
   * @param key seals tokens in the store and attempts in cookies; asked for when it is needed
   */
  public SignIn(
      ProviderSource source,
      SignInSettings settings,
      Sessions store,
      ExpiringEntries used,
      Supplier<SecretKey> key,
      Clock clock,
      SecureRandom random) {
    Seal seal = new Seal(key, random);
    provider = new ProviderAccess(source, settings, clock);
    sessions = new LiveSessions(store, seal, settings, clock, random);
    refresher =
        new Refresher(store, new Renewal(store, sessions, provider, clock), executor, clock);
    entrance = new Entrance(new Attempts(seal, used, clock, random), store, sessions, provider);
    exit = new Exit(store, sessions, used, provider, executor, clock, settings.home());
  }

  private static ThreadPoolExecutor executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            LINGER.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "sign-in");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** To the provider. */
  CompletableFuture<Step> begin(ReturnPath returnPath, Map<String, String> cookies) {
    return ask(() -> entrance.begin(returnPath, cookies), Entrance.busy(returnPath));
  }

  /** Back from the provider. */
  CompletableFuture<Step> finish(AuthorizationAnswer came, Map<String, String> cookies) {
    return ask(() -> entrance.finish(came, cookies), Entrance.busy(ReturnPath.HOME));
  }

  /** The session of a cookie's secret, kept alive by being asked for. Reads the store. */
  Optional<Session> session(String secret) {
    return sessions.use(secret);
  }

  /** The session once more, its tokens refreshed if they have expired. */
  CompletableFuture<Confirmation> confirm(Session session) {
    return refresher.confirm(session);
  }

  /** The ID token of a session, as fresh as {@link #confirm} left it. */
  Optional<String> idToken(Session session) {
    return sessions.tokens(session).map(SessionTokens::idToken);
  }

  /** Who an access token for the API is about. One that is known keeps nobody waiting. */
  CompletableFuture<Answer<User>> bearer(String token) {
    Answer<Provider> there = provider.get();
    Optional<User> known =
        there.fold(asked -> asked.known(token), r -> Optional.empty(), r -> Optional.empty());
    return known.isPresent()
        ? CompletableFuture.completedFuture(new Answer.Given<>(known.get()))
        : ask(() -> there.then(asked -> asked.bearer(token)), busy());
  }

  /** Where too many wait, or one has waited too long, nobody else is let in. */
  private <T> CompletableFuture<T> ask(Supplier<T> question, T busy) {
    Deadline patience = Deadline.in(PATIENCE);
    try {
      return CompletableFuture.supplyAsync(
          () -> patience.passed() ? busy : question.get(), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(busy);
    }
  }

  /** Out, here or everywhere, and on to where the provider says goodbye. Writes the store. */
  CompletableFuture<URI> signOut(String secret, boolean everywhere) {
    return exit.signOut(secret, everywhere);
  }

  /**
   * Ends at the provider what has ended here, and says where the browser goes to sign out there.
   */
  CompletableFuture<URI> goodbye(Optional<Session> ended) {
    return exit.goodbye(ended);
  }

  /** Where people manage their accounts, of a provider that says so by the form of its issuer. */
  Optional<URI> accountPage() {
    return provider
        .get()
        .fold(there -> there.accountPage(), r -> Optional.empty(), r -> Optional.empty());
  }

  /** Out, as the provider says: how many sessions ended. */
  CompletableFuture<Answer<Integer>> signOutByProvider(String logoutToken) {
    return ask(() -> exit.byProvider(logoutToken), busy());
  }

  private static <T> Answer<T> busy() {
    return new Answer.Failed<>("too-busy");
  }

  /** Where the browser goes when it signs out, as far as is known. Never blocks. */
  public Optional<URI> origin() {
    return provider
        .get()
        .fold(there -> Optional.of(there.origin()), r -> Optional.empty(), r -> Optional.empty());
  }

  /** Waits for nothing that is under way: who was waiting for it has gone. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
