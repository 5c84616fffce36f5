package org.imprimatur.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where Keycloak is, where it keeps what it knows, and which board it serves.
 *
 * @param distribution the distribution that the build made ready
 * @param data the board's data folder; Keycloak uses its subfolder {@code keycloak} alone
 * @param port the port on 127.0.0.1; 0 takes the port of the last run, or any free one when that is
 *     taken or this is the first run
 * @param baseUrl where browsers find the board; it may change from run to run
 * @param heap the most heap that Keycloak may use, as the Java option {@code -Xmx} writes it
 */
public record KeycloakSettings(Path distribution, Path data, int port, URI baseUrl, String heap) {

  /** Enough for sign-ins on one machine. */
  public static final String DEFAULT_HEAP = "384m";

  private static final int LAST_PORT = 65_535;
  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[kmgKMG]");

  /** Checks every setting; a fault in one of them is told by its name. */
  public KeycloakSettings {
    require(port >= 0 && port <= LAST_PORT, "port must be 0 to 65535: " + port);
    require(HEAP.matcher(heap).matches(), "heap must look like 384m: " + heap);
    require(isWebAddress(baseUrl), "baseUrl must be http(s)://host[:port][/path]: " + baseUrl);
    distribution = distribution.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
  }

  private static boolean isWebAddress(URI url) {
    return url.getHost() != null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
