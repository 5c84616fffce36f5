package org.imprimatur.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A board in a process of its own, for a test that kills it. */
final class LonelyBoard {

  private LonelyBoard() {}

  public static void main(String[] arguments) throws InterruptedException {
    KeycloakSettings settings =
        new KeycloakSettings(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            0,
            URI.create("http://localhost:8080"),
            KeycloakSettings.DEFAULT_HEAP);
    try (KeycloakProcess keycloak = KeycloakProcess.start(settings, Clock.systemUTC())) {
      System.out.println(keycloak.issuer());
      new CountDownLatch(1).await();
    }
  }
}
