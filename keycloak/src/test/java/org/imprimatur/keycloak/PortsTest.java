package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path data;
  private Path memory;

  @BeforeEach
  void chooseFile() {
    memory = data.resolve("port");
  }

  @Test
  void aWantedPortIsTaken() throws IOException {
    assertThat(Ports.choose(8180, memory)).isEqualTo(8180);
  }

  @Test
  void anyPortIsTheSameOnTheNextRunSoThatTheIssuerIsToo() throws IOException {
    int first = Ports.choose(0, memory);
    assertThat(first).isPositive();
    assertThat(Ports.choose(0, memory)).isEqualTo(first);
  }

  @Test
  void aRememberedPortThatIsInUseGivesWay() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Files.writeString(memory, Integer.toString(other.getLocalPort()));
      assertThat(Ports.isFree(other.getLocalPort())).isFalse();
      assertThat(Ports.choose(0, memory)).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void aDamagedMemoryIsNoObstacle() throws IOException {
    Files.writeString(memory, "not a port");
    assertThat(Ports.choose(0, memory)).isPositive();
  }
}
