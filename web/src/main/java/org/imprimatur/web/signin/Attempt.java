package org.imprimatur.web.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * One attempt to sign in: what binds the provider's answer to this browser and this click.
 *
 * @param state given back by the provider (RFC 6749, section 10.12)
 * @param nonce found again in the ID token (OpenID Connect Core 1.0, section 15.5.2)
 * @param verifier what only we can present with the code (RFC 7636)
 * @param returnPath where to go then
 * @param ends until when it counts
 */
record Attempt(String state, String nonce, String verifier, ReturnPath returnPath, Instant ends) {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final int SECRET_BYTES = 32;

  static Attempt begin(ReturnPath returnPath, Instant now, SecureRandom random) {
    return new Attempt(secret(random), secret(random), secret(random), returnPath, now.plus(LIFE));
  }

  /** 256 random bits in letters that any URL and cookie take. */
  static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** One text, to be sealed. */
  String joined() {
    return String.join(
        "\n", state, nonce, verifier, returnPath.value(), Long.toString(ends.toEpochMilli()));
  }

  static Optional<Attempt> split(String joined) {
    String[] parts = joined.split("\n", -1);
    return parts.length == 5
        ? Optional.of(
            new Attempt(
                parts[0],
                parts[1],
                parts[2],
                ReturnPath.of(parts[3]),
                Instant.ofEpochMilli(Long.parseLong(parts[4]))))
        : Optional.empty();
  }

  /** Nothing that could be used. */
  @Override
  public String toString() {
    return "attempt to reach " + returnPath.value();
  }
}
