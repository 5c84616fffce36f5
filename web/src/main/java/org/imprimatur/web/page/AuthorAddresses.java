package org.imprimatur.web.page;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.imprimatur.web.Backend;

/**
 * The names that authors have in addresses. An author's id is the provider's subject identifier,
 * which is nobody's business; its name here is that id, encrypted with a synthetic initialization
 * vector (the construction of RFC 5297, with HMAC-SHA-256 and AES-256-CTR): always the same one for
 * an author, of no use to who has not the key, and made up by nobody. Nothing is stored for it.
 */
@Singleton
final class AuthorAddresses {
  private static final int VECTOR_BYTES = 16;

  private final Backend backend;

  /** Derives its keys from that of sessions, when first asked within a request. */
  AuthorAddresses(Backend backend) {
    this.backend = backend;
  }

  /** The name of an author, in letters that go into an address. */
  String name(String authorId) {
    byte[] text = authorId.getBytes(StandardCharsets.UTF_8);
    byte[] vector = vector(text);
    byte[] name = Arrays.copyOf(vector, VECTOR_BYTES + text.length);
    System.arraycopy(crypt(vector, text), 0, name, VECTOR_BYTES, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  /** The author of a name; empty for what is none of ours. */
  Optional<String> authorId(String name) {
    byte[] bytes = decoded(name);
    if (bytes.length <= VECTOR_BYTES) {
      return Optional.empty();
    }
    byte[] vector = Arrays.copyOf(bytes, VECTOR_BYTES);
    byte[] text = crypt(vector, Arrays.copyOfRange(bytes, VECTOR_BYTES, bytes.length));
    return MessageDigest.isEqual(vector, vector(text))
        ? Optional.of(new String(text, StandardCharsets.UTF_8)).filter(id -> name(id).equals(name))
        : Optional.empty();
  }

  private static byte[] decoded(String name) {
    try {
      return Base64.getUrlDecoder().decode(name);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private byte[] vector(byte[] text) {
    return Arrays.copyOf(hash(key("authors: vector"), text), VECTOR_BYTES);
  }

  /** Encrypts, and decrypts. */
  private byte[] crypt(byte[] vector, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key("authors: text"), new IvParameterSpec(vector));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-CTR", e);
    }
  }

  private Key key(String purpose) {
    byte[] key = hash(backend.sessionKey(), purpose.getBytes(StandardCharsets.UTF_8));
    return new SecretKeySpec(key, "AES");
  }

  private static byte[] hash(Key key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
