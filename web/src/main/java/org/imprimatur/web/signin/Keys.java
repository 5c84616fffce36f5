package org.imprimatur.web.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The provider's keys (RFC 7517), fetched again when a token names one that is not among them, yet
 * not oftener than a forger of names should make us.
 */
final class Keys implements JWKSource<Deadline> {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

  private final URI uri;
  private final ProviderHttp http;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Respite respite;
  private volatile Fetched fetched = new Fetched(new JWKSet(), Instant.MIN);

  Keys(URI uri, ProviderHttp http, Clock clock) {
    this.uri = uri;
    this.http = http;
    this.clock = clock;
    this.respite = new Respite(clock);
  }

  @Override
  public List<JWK> get(JWKSelector selector, Deadline deadline) throws KeySourceException {
    Fetched known = fetched;
    List<JWK> keys = selector.select(known.keys());
    Duration wait = keys.isEmpty() ? AT_MOST_EVERY : FRESH;
    if (!known.due(clock.instant(), wait)) {
      return keys;
    }
    try {
      return selector.select(fetchedAfter(known, deadline).keys());
    } catch (IOException | ParseException e) {
      if (keys.isEmpty()) {
        throw new KeySourceException("the provider's keys cannot be had", e);
      }
      return keys;
    }
  }

  /** The keys as they were fetched last, whether or not that was long ago. */
  Fetched fetched() {
    return fetched;
  }

  /** The same, where {@link #get} would not fetch them again for a key that is among them. */
  Optional<Fetched> fresh() {
    return Optional.of(fetched).filter(known -> !known.due(clock.instant(), FRESH));
  }

  /** One fetch for all who found {@code known} wanting. */
  private Fetched fetchedAfter(Fetched known, Deadline deadline)
      throws IOException, ParseException {
    try {
      if (!fetching.tryLock(deadline.request().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the provider's keys are being fetched");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", e);
    }
    try {
      if (fetched.equals(known)) {
        respite.check();
        fetched = new Fetched(JWKSet.parse(http.get(uri, deadline)), clock.instant());
      }
      return fetched;
    } catch (IOException | ParseException e) {
      respite.begin();
      throw e;
    } finally {
      fetching.unlock();
    }
  }

  /** The provider's keys of a moment. */
  record Fetched(JWKSet keys, Instant at) {
    /** Also where the clock was set back, so that no key is waited for forever. */
    boolean due(Instant now, Duration wait) {
      return now.isBefore(at) || at.equals(Instant.MIN) || !now.isBefore(at.plus(wait));
    }
  }
}
