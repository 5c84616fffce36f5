package org.imprimatur.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a session in the store: the SHA-256 of the secret in the browser's cookie, so that
 * whoever reads the store or a log cannot sign in with what is there.
 *
 * @param hash 64 lower-case hexadecimal digits
 */
public record SessionKey(String hash) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Refuses, with {@link IllegalArgumentException}, a value of any other form. */
  public SessionKey {
    if (!FORM.matcher(hash).matches()) {
      throw new IllegalArgumentException("a session key is a SHA-256 in hexadecimal");
    }
  }

  /** The key of the session whose cookie holds {@code secret}. */
  public static SessionKey of(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new SessionKey(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash: harmless in a log. */
  @Override
  public String toString() {
    return hash;
  }
}
