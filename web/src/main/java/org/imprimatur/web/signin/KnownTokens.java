package org.imprimatur.web.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens say whose signatures were verified, so that each is verified once and not at every
 * request. Of a token its hash alone is kept. Remembers a bounded number, those seen last;
 * thread-safe.
 */
final class KnownTokens {
  private static final int MOST = 1_000;
  private static final float LOAD = 0.75f;

  private final Map<String, Known> known =
      new LinkedHashMap<>(MOST, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** Keeps what a token says that was verified when {@code keys} were the provider's. */
  void keep(String token, Keys.Fetched keys, JWTClaimsSet claims) {
    String hash = hash(token);
    synchronized (known) {
      known.put(hash, new Known(keys, claims));
    }
  }

  /** What a token says, if it was verified and {@code keys} were the provider's then, too. */
  Optional<JWTClaimsSet> find(String token, Keys.Fetched keys) {
    String hash = hash(token);
    synchronized (known) {
      return Optional.ofNullable(known.get(hash))
          .filter(found -> found.keys().equals(keys))
          .map(Known::claims);
    }
  }

  private static String hash(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Known(Keys.Fetched keys, JWTClaimsSet claims) {}
}
