package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

  @TempDir private Path data;
  private Home home;
  private Secrets secrets;
  private Server server;

  @BeforeEach
  void describeServer() throws IOException {
    Distribution distribution = new Distribution(data.resolve("distribution"), List.of());
    home = Home.under(data);
    home.prepare(distribution);
    secrets = Secrets.in(home.secrets(), new SecureRandom());
    ServerCommand command =
        new ServerCommand(distribution, home, ServerCommand.serverFlags("256m"));
    BoardUrls board = BoardUrls.under(URI.create("http://localhost:8080"));
    server = new Server(command, home, 8180, board, secrets);
  }

  @Test
  void itsIssuerIsOnTheLoopbackInterface() throws IOException {
    assertThat(server.issuer()).hasToString("http://localhost:8180/realms/imprimatur");
    assertThat(server.process().command())
        .contains("--http-host=127.0.0.1", "--http-port=8180", "--hostname=http://localhost:8180");
  }

  @Test
  void noSecretIsOnTheCommandLine() throws IOException {
    assertThat(String.join(" ", server.process().command()))
        .doesNotContain(secrets.client(), secrets.setup(), secrets.admin(), secrets.moderator());
  }

  @Test
  void onlyTheFirstStartIsToldSecrets() throws IOException {
    assertThat(server.process().environment()).containsValue(secrets.moderator());
    home.remember(server.board());
    assertThat(server.process().environment()).containsOnlyKeys("PATH", "LANG");
    assertThat(server.process().command()).doesNotContain("--import-realm");
  }

  @Test
  void theDatabaseOpensNoPortOfItsOwn() throws IOException {
    assertThat(server.process().command())
        .anyMatch(argument -> argument.startsWith("--db-url=jdbc:h2:file:" + home.database()))
        .noneMatch(argument -> argument.contains("AUTO_SERVER"));
  }

  @Test
  void heapAndLogAreBounded() throws IOException {
    assertThat(server.process().command())
        .contains(
            "-Xmx256m",
            "--log-file-rotation-max-file-size=5M",
            "--log-file-rotation-max-backup-index=3");
  }
}
