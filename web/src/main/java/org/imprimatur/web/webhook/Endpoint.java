package org.imprimatur.web.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where an approval service listens. What is sent there is nobody's business on the way: {@code
 * https}, or {@code http} to this machine.
 *
 * @param uri its address
 */
record Endpoint(URI uri) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses other addresses, and one with a password in it. */
  Endpoint {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
    boolean safe =
        scheme.equals("https")
            ? !host.isEmpty()
            : scheme.equals("http") && THIS_MACHINE.contains(host);
    if (!safe || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address is https, or http to this machine, without a password and a fragment");
    }
  }
}
