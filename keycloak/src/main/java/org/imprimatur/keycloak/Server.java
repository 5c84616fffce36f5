package org.imprimatur.keycloak;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One Keycloak server: what it is started with, and the addresses it then answers at. */
record Server(ServerCommand command, Home home, int port, BoardUrls board, Secrets secrets) {

  static final String REALM = "imprimatur";
  static final String CLIENT_ID = "imprimatur";
  static final String SETUP_CLIENT_ID = "imprimatur-setup";

  URI origin() {
    return URI.create("http://localhost:" + port);
  }

  URI issuer() {
    return origin().resolve("/realms/" + REALM);
  }

  /** The process, not yet started. It is told secrets only until the first start is over. */
  ProcessBuilder process() throws IOException {
    boolean first = home.knownBoard().isEmpty();
    return command.process(arguments(first), first ? firstWords() : Map.of());
  }

  private List<String> arguments(boolean first) {
    List<String> arguments = new ArrayList<>(List.of("start", "--optimized"));
    arguments.add("--http-enabled=true");
    arguments.add("--http-host=127.0.0.1");
    arguments.add("--http-port=" + port);
    arguments.add("--hostname=" + origin());
    arguments.add("--cache=local");
    arguments.add("--db-url=" + database());
    arguments.addAll(logging());
    if (first) {
      arguments.add("--import-realm");
    }
    return arguments;
  }

  /**
   * Without AUTO_SERVER, Keycloak's default, by which H2 opens a port to every interface; and
   * without H2's own log, as what matters of it is in Keycloak's.
   */
  private String database() {
    return "jdbc:h2:file:"
        + home.database().resolve("keycloak")
        + ";NON_KEYWORDS=VALUE;TRACE_LEVEL_FILE=0";
  }

  private List<String> logging() {
    return List.of(
        "--log=file",
        "--log-file=" + home.log(),
        "--log-file-rotation-max-file-size=5M",
        "--log-file-rotation-max-backup-index=3");
  }

  /** What the realm file and Keycloak's first administrator are made from. */
  private Map<String, String> firstWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    words.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.admin());
    words.put("IMPRIMATUR_BASE_URL", board.base());
    words.put("IMPRIMATUR_CLIENT_SECRET", secrets.client());
    words.put("IMPRIMATUR_SETUP_SECRET", secrets.setup());
    words.put("IMPRIMATUR_MODERATOR_PASSWORD", secrets.moderator());
    return words;
  }
}
