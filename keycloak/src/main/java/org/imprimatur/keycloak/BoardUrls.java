package org.imprimatur.keycloak;

import java.net.URI;

/** The addresses of the board that its client in Keycloak names, exactly and without wildcards. */
record BoardUrls(String base) {

  /** The addresses under a base URL, with or without a slash at its end. */
  static BoardUrls under(URI baseUrl) {
    return new BoardUrls(baseUrl.toString().replaceFirst("/+$", ""));
  }

  String home() {
    return base + "/";
  }

  String callback() {
    return base + "/sign-in/callback";
  }

  String backChannelLogout() {
    return base + "/back-channel-logout";
  }
}
