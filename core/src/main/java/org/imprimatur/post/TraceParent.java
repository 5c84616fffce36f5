package org.imprimatur.post;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The W3C Trace Context {@code traceparent} under which a post was submitted; it travels with the
 * post so that one trace id leads from the browser's request to the archive.
 *
 * @param value {@code 00-<32 hex trace id>-<16 hex span id>-<2 hex flags>}
 */
public record TraceParent(String value) {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Refuses, with {@link IllegalArgumentException}, a value of any other form. */
  public TraceParent {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /** The context that a request's header spells, or empty where it spells none. */
  public static Optional<TraceParent> parse(String header) {
    return FORM.matcher(header).matches() ? Optional.of(new TraceParent(header)) : Optional.empty();
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
    return value.substring(3, 35);
  }
}
