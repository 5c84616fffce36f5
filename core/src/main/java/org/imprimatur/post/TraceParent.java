package org.imprimatur.post;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The W3C Trace Context {@code traceparent} under which a post was submitted; it travels with the
 * post so that one trace id leads from the browser's request to the archive.
 *
 * @param value {@code 00-<32 hex trace id>-<16 hex span id>-<2 hex flags>}
 */
public record TraceParent(String value) {
  private static final String VERSION = "00-";
  private static final int TRACE = VERSION.length();
  private static final int SPAN = TRACE + 33;
  private static final int FLAGS = SPAN + 17;
  private static final int LENGTH = FLAGS + 2;
  private static final String NONE = "0".repeat(32);

  /** Refuses, with {@link IllegalArgumentException}, a value of any other form. */
  public TraceParent {
    if (!formed(value)) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /** The context that a request's header spells, or empty where it spells none. */
  public static Optional<TraceParent> parse(String header) {
    return formed(header) ? Optional.of(new TraceParent(header)) : Optional.empty();
  }

  /** Starts a trace of our own. */
  public static TraceParent start(RandomGenerator random) {
    byte[] ids = new byte[24];
    random.nextBytes(ids);
    ids[0] |= 1;
    ids[16] |= 1;
    String hex = HexFormat.of().formatHex(ids);
    return new TraceParent("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01");
  }

  /** The 32 hexadecimal digits that name the whole trace. */
  public String traceId() {
    return value.substring(TRACE, SPAN - 1);
  }

  private static boolean formed(String text) {
    return text.length() == LENGTH
        && text.startsWith(VERSION)
        && id(text, TRACE, SPAN - 1)
        && id(text, SPAN, FLAGS - 1)
        && Hex.in(text, FLAGS, LENGTH);
  }

  /** Digits, not all of them zero, and a dash after them. */
  private static boolean id(String text, int from, int to) {
    return Hex.in(text, from, to)
        && text.charAt(to) == '-'
        && !text.regionMatches(from, NONE, 0, to - from);
  }
}
