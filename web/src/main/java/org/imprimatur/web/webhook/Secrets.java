package org.imprimatur.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that the board shares with an approval service, by which each knows the other. Signs
 * with every one and believes any one, so that a secret can be replaced while messages flow.
 * Immutable; never shows a secret.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks 1.0</a>
 */
public final class Secrets {
  /** How far the clocks of the two may be apart, and how long a message may be on its way. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<SecretKey> keys;

  private Secrets(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads secrets separated by spaces, each {@code whsec_} and 24 to 64 bytes in Base64.
   *
   * @throws IllegalArgumentException if there is none or one is anything else; tells no secret
   */
  public static Secrets parse(String setting) {
    List<SecretKey> keys = new ArrayList<>();
    for (String secret : setting.strip().split("\\s+", -1)) {
      keys.add(key(secret));
    }
    return new Secrets(keys);
  }

  private static SecretKey key(String secret) {
    byte[] bytes = secret.startsWith(PREFIX) ? decoded(secret) : new byte[0];
    if (bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("a secret is whsec_ and 24 to 64 bytes in Base64");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] decoded(String secret) {
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** What goes with {@code body} when it is sent at {@code now} under this id. */
  Stamp stamp(String id, Instant now, byte[] body) {
    String timestamp = Long.toString(now.getEpochSecond());
    return new Stamp(
        id,
        timestamp,
        keys.stream()
            .map(key -> VERSION + Base64.getEncoder().encodeToString(mac(key, id, timestamp, body)))
            .collect(Collectors.joining(" ")));
  }

  /** Whether somebody who knows one of the secrets sent {@code body} with this stamp lately. */
  boolean vouchFor(Stamp stamp, byte[] body, Instant now) {
    return unambiguous(stamp.id()) && recent(stamp.timestamp(), now) && signed(stamp, body);
  }

  /** The parts that are signed are joined by full stops: with one inside, another part could be. */
  private static boolean unambiguous(String id) {
    return id.matches("[!-~&&[^.]]{1,256}");
  }

  private static boolean recent(String timestamp, Instant now) {
    return timestamp.matches("[0-9]{1,11}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }

  private boolean signed(Stamp stamp, byte[] body) {
    List<byte[]> expected =
        keys.stream().map(key -> mac(key, stamp.id(), stamp.timestamp(), body)).toList();
    boolean one = false;
    for (String signature : stamp.signatures().split(" ", -1)) {
      byte[] given = signature.startsWith(VERSION) ? bytes(signature) : new byte[0];
      for (byte[] mac : expected) {
        one |= MessageDigest.isEqual(mac, given);
      }
    }
    return one;
  }

  private static byte[] bytes(String signature) {
    try {
      return Base64.getDecoder().decode(signature.substring(VERSION.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] mac(SecretKey key, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
