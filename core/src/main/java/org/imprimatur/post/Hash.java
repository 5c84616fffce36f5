package org.imprimatur.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names made of other names. */
public final class Hash {
  private static final int BYTES = 16;

  private Hash() {}

  /** The first half of a name's SHA-256, as 32 hexadecimal digits. */
  public static String of(String name) {
    return HexFormat.of().formatHex(bytes(name));
  }

  static byte[] bytes(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
