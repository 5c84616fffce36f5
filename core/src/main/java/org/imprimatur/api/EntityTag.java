package org.imprimatur.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The strong entity tag of an answer (RFC 9110, section 8.8.3): another one for other bytes.
 *
 * @param value the tag as headers have it, in quotes
 */
public record EntityTag(String value) {
  private static final int BYTES = 16;

  /** The tag of these bytes. */
  public static EntityTag of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new EntityTag('"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether {@code If-None-Match} names it (RFC 9110, section 13.1.2). */
  public boolean isIn(String ifNoneMatch) {
    return Stream.of(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(value) || tag.equals("W/" + value));
  }
}
