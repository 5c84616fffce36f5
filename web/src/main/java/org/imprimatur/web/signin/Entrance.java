package org.imprimatur.web.signin;

import java.lang.System.Logger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.signin.Step.Obstacle;

/** The way in: to the provider, and back from it into a session. */
final class Entrance {
  private static final Logger LOG = System.getLogger(Entrance.class.getName());

  /** Errors by which a provider says that it is not well (RFC 6749, section 4.1.2.1). */
  private static final Set<String> UNWELL = Set.of("server_error", "temporarily_unavailable");

  /** Refusals that speak of what the browser brought back, not of the provider. */
  private static final Set<String> BROUGHT = Set.of("wrong-issuer", "no-code", "invalid_grant");

  private final Attempts attempts;
  private final Sessions store;
  private final LiveSessions sessions;
  private final Supplier<Answer<Provider>> provider;

  Entrance(
      Attempts attempts,
      Sessions store,
      LiveSessions sessions,
      Supplier<Answer<Provider>> provider) {
    this.attempts = attempts;
    this.store = store;
    this.sessions = sessions;
    this.provider = provider;
  }

  /** What is said where nobody has time to ask the provider. */
  static Step busy(ReturnPath returnPath) {
    return new Step.Stop(Obstacle.UNAVAILABLE, "too-busy", returnPath, List.of());
  }

  /** To the provider, with an attempt of its own for each time. */
  Step begin(ReturnPath returnPath, Map<String, String> cookies) {
    Attempts.Begun begun = attempts.begin(returnPath, cookies);
    return provider
        .get()
        .then(there -> there.authorizationUrl(begun.attempt()))
        .fold(
            url -> new Step.Go(url.toString(), begun.cookies()),
            reason -> stop(Obstacle.UNAVAILABLE, reason, returnPath, List.of()),
            reason -> stop(unavailable(reason), reason, returnPath, List.of()));
  }

  /** Back from the provider. The attempt is used up by now, whatever comes of it. */
  Step finish(AuthorizationAnswer came, Map<String, String> cookies) {
    Optional<Attempt> attempt = came.state().flatMap(state -> attempts.find(state, cookies));
    if (attempt.isEmpty()) {
      return stop(Obstacle.ATTEMPT_OVER, "unknown-attempt", ReturnPath.HOME, List.of());
    }
    ReturnPath returnPath = attempt.get().returnPath();
    List<String> forget = List.of(Attempts.forget(attempt.get().state()));
    if (!attempts.use(attempt.get())) {
      return stop(Obstacle.ATTEMPT_OVER, "used-attempt", returnPath, forget);
    }
    if (came.error().isPresent()) {
      boolean unwell = UNWELL.contains(came.error().get());
      Obstacle obstacle = unwell ? Obstacle.UNAVAILABLE : Obstacle.DECLINED;
      return stop(obstacle, "provider-error", returnPath, forget);
    }
    return provider
        .get()
        .then(there -> there.exchange(came, attempt.get()))
        .fold(
            grant -> enter(grant, returnPath, forget, cookies),
            reason -> stop(refused(reason), reason, returnPath, forget),
            reason -> stop(unavailable(reason), reason, returnPath, forget));
  }

  /** A new session with a new secret; what the browser had before is over (ASVS 5.0, 7.2.4). */
  private Step enter(
      Grant grant, ReturnPath returnPath, List<String> forget, Map<String, String> cookies) {
    String secret = sessions.begin(grant);
    Cookies.session(cookies).map(SessionKey::of).ifPresent(store::remove);
    LOG.log(Logger.Level.INFO, "session {0} began", SessionKey.of(secret));
    return new Step.Go(
        returnPath.value(), List.of(Cookies.set(Cookies.SESSION, secret), forget.get(0)));
  }

  private static Obstacle refused(String reason) {
    return BROUGHT.contains(reason) ? Obstacle.ATTEMPT_OVER : Obstacle.NOT_VALID;
  }

  private static Obstacle unavailable(String reason) {
    return reason.equals(ProviderAccess.STARTING) ? Obstacle.STARTING : Obstacle.UNAVAILABLE;
  }

  private static Step stop(
      Obstacle obstacle, String reason, ReturnPath returnPath, List<String> cookies) {
    LOG.log(Logger.Level.INFO, "sign-in stopped obstacle={0} reason={1}", obstacle, reason);
    return new Step.Stop(obstacle, reason, returnPath, cookies);
  }
}
