package org.imprimatur.post;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Makes post ids by RFC 9562. Thread-safe where the generator it is given is.
 *
 * <p>Without an idempotency key an id is a version 7 UUID: its first 48 bits are the time in
 * milliseconds, so ids sort by age. With a key it is a version 8 UUID derived from author and key,
 * so that the same submission sent twice asks for the same id and a single conditional write tells
 * the second from the first, also across processes and restarts.
 */
public final class PostIds {
  private static final int VERSION_BYTE = 6;
  private static final int VARIANT_BYTE = 8;

  private final Clock clock;
  private final RandomGenerator random;

  /** Takes time from {@code clock} and the rest of each id from {@code random}. */
  public PostIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** An id never given before: 74 of its bits are random. */
  public PostId fresh() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).putShort((short) (clock.millis() >>> 32)).putInt((int) clock.millis());
    return stamped(bytes, 7);
  }

  /** The one id of this author's submissions under this key; another author's differs. */
  public PostId derived(String authorId, IdempotencyKey key) {
    return hashed(authorId + "\0" + key.value());
  }

  /** The one id of the post that a departed one comes back as. */
  public static PostId after(PostId departed) {
    return hashed("\0" + departed.value());
  }

  private static PostId hashed(String name) {
    return stamped(Hash.bytes(name), 8);
  }

  private static PostId stamped(byte[] bytes, int version) {
    bytes[VERSION_BYTE] = (byte) ((bytes[VERSION_BYTE] & 0x0f) | (version << 4));
    bytes[VARIANT_BYTE] = (byte) ((bytes[VARIANT_BYTE] & 0x3f) | 0x80);
    return new PostId(HexFormat.of().formatHex(bytes));
  }
}
