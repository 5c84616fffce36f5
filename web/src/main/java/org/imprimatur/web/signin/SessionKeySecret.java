package org.imprimatur.web.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that seals sessions, derived from a secret that all processes share: SHA-256 of a text
 * with at least 256 random bits. The secret is read when the key is first needed and then never
 * again; a process that is copied before has no key in it.
 */
public final class SessionKeySecret implements Supplier<SecretKey> {
  private static final int FEWEST_LETTERS = 43;

  private final Supplier<String> secret;
  private volatile @Nullable SecretKey key;

  /** Derives the key from what {@code secret} gives. */
  public SessionKeySecret(Supplier<String> secret) {
    this.secret = secret;
  }

  @Override
  public SecretKey get() {
    SecretKey known = key;
    if (known == null) {
      known = derived(secret.get().strip());
      key = known;
    }
    return known;
  }

  private static SecretKey derived(String text) {
    if (text.length() < FEWEST_LETTERS) {
      throw new IllegalStateException("the secret of sessions is shorter than a key");
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return new SecretKeySpec(sha.digest(text.getBytes(StandardCharsets.UTF_8)), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
