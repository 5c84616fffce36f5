package org.imprimatur.web.signin;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.session.Session;
import org.imprimatur.session.User;

/**
 * Finds out who makes a request, by its bearer token (RFC 6750) or its session cookie. What was
 * found is kept with the request and no longer.
 */
@Singleton
class Visits {
  private static final String CONFIRMED = Visits.class.getName() + ".confirmed";
  private static final String SHOWN = Visits.class.getName() + ".shown";
  private static final String BEARER = "bearer ";
  private static final boolean IGNORE_CASE = true;

  private final SignIn signIn;

  Visits(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Whether the request says anything about who makes it. */
  static boolean anonymous(RoutingContext request) {
    return bearer(request).isEmpty() && Cookies.session(cookies(request)).isEmpty();
  }

  /** Whether the request comes with an access token. */
  static boolean byToken(RoutingContext request) {
    return bearer(request).isPresent();
  }

  /** All cookies by their names. */
  static Map<String, String> cookies(RoutingContext request) {
    Map<String, String> cookies = new HashMap<>();
    for (Cookie cookie : request.request().cookies()) {
      cookies.putIfAbsent(cookie.getName(), cookie.getValue());
    }
    return cookies;
  }

  /**
   * Who makes the request, as the provider confirms. Fails with {@link
   * AuthenticationFailedException}, {@link SignInUnavailable} or {@link StoreUnavailable}.
   */
  CompletableFuture<Optional<User>> confirmed(RoutingContext request) {
    CompletableFuture<Optional<User>> known = request.get(CONFIRMED);
    if (known == null) {
      known = bearer(request).map(this::byToken).orElseGet(() -> bySession(cookies(request)));
      request.put(CONFIRMED, known);
    }
    return known;
  }

  private static Optional<String> bearer(RoutingContext request) {
    HttpServerRequest http = request.request();
    return Optional.ofNullable(http.getHeader("Authorization"))
        .filter(value -> value.regionMatches(IGNORE_CASE, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private CompletableFuture<Optional<User>> byToken(String token) {
    return signIn
        .bearer(token)
        .thenApply(
            answer ->
                answer.fold(
                    Optional::of,
                    reason -> {
                      throw new AuthenticationFailedException(reason);
                    },
                    reason -> {
                      throw new SignInUnavailable(reason);
                    }));
  }

  /** Without a cookie nobody asks the store. */
  private CompletableFuture<Optional<User>> bySession(Map<String, String> cookies) {
    return Cookies.session(cookies)
        .map(
            secret ->
                CompletableFuture.supplyAsync(
                        () -> signIn.session(secret), Infrastructure.getDefaultExecutor())
                    .thenCompose(this::confirmed))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletableFuture<Optional<User>> confirmed(Optional<Session> session) {
    return session
        .map(
            found ->
                signIn
                    .confirm(found)
                    .thenApply(
                        confirmation ->
                            confirmation.fold(
                                confirmed -> Optional.of(confirmed.user()),
                                Optional::<User>empty,
                                reason -> {
                                  throw new SignInUnavailable(reason);
                                })))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /**
   * The ID token of the request's session, refreshed first where its tokens have expired. Empty for
   * who came without a session. Waits.
   */
  Optional<String> idToken(RoutingContext request) {
    return session(request)
        .flatMap(
            found ->
                signIn
                    .confirm(found)
                    .join()
                    .fold(
                        signIn::idToken,
                        Optional::<String>empty,
                        reason -> {
                          throw new SignInUnavailable(reason);
                        }));
  }

  /** When who made the request last proved who they are, or signed in here. Reads the store. */
  Optional<Instant> provedAt(RoutingContext request) {
    return session(request)
        .map(found -> signIn.idToken(found).flatMap(AuthTime::of).orElse(found.createdAt()));
  }

  /** Does what ends the session, then ends it at the provider, within seconds. */
  CompletableFuture<URI> leave(RoutingContext request, Runnable last) {
    Optional<Session> session = session(request);
    last.run();
    return signIn.goodbye(session);
  }

  Optional<URI> accountPage() {
    return signIn.accountPage();
  }

  private Optional<Session> session(RoutingContext request) {
    return Cookies.session(cookies(request)).flatMap(signIn::session);
  }

  /**
   * Who is signed in as far as we know ourselves, for what only shows it. Never waits for the
   * provider and never fails: where the store cannot be read nobody is shown.
   */
  Optional<User> shown(RoutingContext request) {
    CompletableFuture<Optional<User>> confirmed = request.get(CONFIRMED);
    if (confirmed != null && confirmed.isDone() && !confirmed.isCompletedExceptionally()) {
      return confirmed.join();
    }
    Optional<User> known = request.get(SHOWN);
    if (known == null) {
      known = BlockingOperationControl.isBlockingAllowed() ? read(request) : Optional.empty();
      request.put(SHOWN, known);
    }
    return known;
  }

  private Optional<User> read(RoutingContext request) {
    try {
      return Cookies.session(cookies(request)).flatMap(signIn::session).map(Session::user);
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  /** The failure itself, without what futures wrap it in. */
  static RuntimeException unwrapped(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
