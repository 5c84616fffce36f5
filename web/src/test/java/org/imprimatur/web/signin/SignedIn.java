package org.imprimatur.web.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import org.imprimatur.session.User;
import org.imprimatur.web.Backend;
import org.imprimatur.web.Settings;

/** Begins sessions without a provider, the way a sign-in does at its end. */
@Singleton
public class SignedIn {
  private final Sessions store;
  private final LiveSessions sessions;
  private final Clock clock;

  SignedIn(Sessions store, Backend backend, Settings settings, Clock clock, SecureRandom random) {
    Settings.SessionSettings times = settings.session();
    SignInSettings signIn = new SignInSettings(settings.baseUrl(), times.idle(), times.absolute());
    Seal seal = new Seal(backend::sessionKey, random);
    this.sessions = new LiveSessions(store, seal, signIn, clock, random);
    this.store = store;
    this.clock = clock;
  }

  /** The session cookie's value of a session that began half an hour ago and was used since. */
  public String longAgo(User user) {
    String secret = as(user);
    Session now = store.find(SessionKey.of(secret), clock.instant()).orElseThrow();
    store.remove(now.key());
    store.add(
        new Session(
            now.key(),
            1,
            now.user(),
            now.providerSession(),
            now.sealedTokens(),
            now.tokensExpire(),
            now.refreshLease(),
            now.createdAt().minus(Duration.ofMinutes(30)),
            now.lastSeen(),
            now.ends()));
    return secret;
  }

  /** The session cookie's value of a new session. */
  public String as(User user) {
    return with("id-token-of-" + user.subject(), user);
  }

  /** The same for somebody whose provider names an address. */
  public String as(User user, String address, boolean verified) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(user.subject())
            .claim("email", address)
            .claim("email_verified", verified)
            .build();
    return with(new PlainJWT(claims).serialize(), user);
  }

  private String with(String idToken, User user) {
    SessionTokens tokens = new SessionTokens(idToken, Optional.empty());
    return sessions.begin(
        new Grant(user, Optional.empty(), tokens, clock.instant().plus(Duration.ofHours(1))));
  }
}
