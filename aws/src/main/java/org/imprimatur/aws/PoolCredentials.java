package org.imprimatur.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.imprimatur.post.StoreUnavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;

/**
 * Credentials that an identity pool lends to people who are signed in, by the enhanced flow, in
 * which the pool alone chooses the role: ID token, then GetId, then GetCredentialsForIdentity. Kept
 * in memory until shortly before they end (<a
 * href="https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html">identity
 * pools authentication flow</a>).
 */
final class PoolCredentials {
  private static final Duration SKEW = Duration.ofMinutes(2);
  private static final int MOST_KEPT = 10_000;

  private final CognitoIdentityClient client;
  private final String identityPool;
  private final String provider;
  private final Clock clock;
  private final Map<String, Lent> bySubject = new ConcurrentHashMap<>();

  PoolCredentials(CognitoIdentityClient client, String identityPool, String provider, Clock clock) {
    this.client = client;
    this.identityPool = identityPool;
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * Credentials of a person.
   *
   * @param idToken gives an ID token that has not expired; asked only where none are kept
   */
  AwsSessionCredentialsIdentity of(String subject, Supplier<String> idToken) {
    Lent kept = bySubject.get(subject);
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return kept.credentials();
    }
    Lent lent = lend(idToken.get());
    dropEnded();
    bySubject.put(subject, lent);
    return lent.credentials();
  }

  /** Forgets a person's credentials, which were refused. */
  void forget(String subject) {
    bySubject.remove(subject);
  }

  private Lent lend(String idToken) {
    Map<String, String> logins = Map.of(provider, idToken);
    try {
      String identity =
          client.getId(get -> get.identityPoolId(identityPool).logins(logins)).identityId();
      Credentials lent =
          client
              .getCredentialsForIdentity(get -> get.identityId(identity).logins(logins))
              .credentials();
      return new Lent(
          AwsSessionCredentialsIdentity.create(
              lent.accessKeyId(), lent.secretKey(), lent.sessionToken()),
          lent.expiration().minus(SKEW));
    } catch (SdkException e) {
      throw new StoreUnavailable("the identity pool lends no credentials", true, e);
    }
  }

  private void dropEnded() {
    if (bySubject.size() >= MOST_KEPT) {
      Instant now = clock.instant();
      bySubject.values().removeIf(lent -> !now.isBefore(lent.until()));
    }
  }

  private record Lent(AwsSessionCredentialsIdentity credentials, Instant until) {}
}
