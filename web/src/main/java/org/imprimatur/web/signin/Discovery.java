package org.imprimatur.web.signin;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The provider's description of itself (OpenID Connect Discovery 1.0): fetched when first needed,
 * kept for an hour, and kept on when a later fetch fails.
 */
final class Discovery {
  private static final Duration FRESH = Duration.ofHours(1);

  private final ProviderSettings settings;
  private final ProviderHttp http;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Respite respite;
  private volatile @Nullable Described described;

  Discovery(ProviderSettings settings, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.respite = new Respite(clock);
  }

  /**
   * What the provider says of itself; a {@link ParseException} says that it is not to be trusted.
   */
  Described get(Deadline deadline) throws IOException, ParseException {
    Described known = described;
    Optional<Described> fresh = fresh();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      return fetchedAfter(known, deadline);
    } catch (IOException | ParseException e) {
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  /** What it said when it was asked last. */
  Optional<Described> known() {
    return Optional.ofNullable(described);
  }

  /** The same, where {@link #get} would return it without asking. */
  Optional<Described> fresh() {
    return known().filter(known -> clock.instant().isBefore(known.until()));
  }

  private Described fetchedAfter(@Nullable Described known, Deadline deadline)
      throws IOException, ParseException {
    lock(deadline);
    try {
      Described current = described;
      if (current != null && !current.equals(known)) {
        return current;
      }
      respite.check();
      Described fetched = fetched(deadline);
      described = fetched;
      return fetched;
    } catch (IOException | ParseException e) {
      respite.begin();
      throw e;
    } finally {
      fetching.unlock();
    }
  }

  private void lock(Deadline deadline) throws IOException {
    try {
      if (!fetching.tryLock(deadline.request().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HttpTimeoutException("the provider is being asked about itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", e);
    }
  }

  private Described fetched(Deadline deadline) throws IOException, ParseException {
    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document(deadline));
    if (!metadata.getIssuer().getValue().equals(settings.issuer().toString())) {
      throw new ParseException("the provider calls itself " + metadata.getIssuer());
    }
    requireEndpoints(metadata);
    Keys keys = new Keys(metadata.getJWKSetURI(), http, clock);
    return new Described(
        metadata, new TokenChecks(settings, keys, clock), clock.instant().plus(FRESH));
  }

  /** A provider that just restarts refuses connections for a moment: asked twice, not oftener. */
  private String document(Deadline deadline) throws IOException {
    URI uri = URI.create(settings.issuer() + "/.well-known/openid-configuration");
    try {
      return http.get(uri, deadline);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return http.get(uri, deadline);
    }
  }

  /** Three endpoints have to be there, and none may leave TLS where the issuer has it. */
  private void requireEndpoints(OIDCProviderMetadata metadata) throws ParseException {
    List<@Nullable URI> needed =
        Arrays.asList(
            metadata.getAuthorizationEndpointURI(),
            metadata.getTokenEndpointURI(),
            metadata.getJWKSetURI());
    List<@Nullable URI> optional =
        Arrays.asList(metadata.getRevocationEndpointURI(), metadata.getEndSessionEndpointURI());
    boolean tls = "https".equals(settings.issuer().getScheme());
    boolean open =
        Stream.concat(needed.stream(), optional.stream())
            .anyMatch(uri -> uri != null && !"https".equals(uri.getScheme()));
    if (needed.contains(null) || (tls && open)) {
      throw new ParseException("an endpoint is missing or without TLS");
    }
  }

  /** What was said, how its tokens are checked, and until when to believe it without asking. */
  record Described(OIDCProviderMetadata metadata, TokenChecks checks, Instant until) {}
}
