package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir private Path data;
  private Home home;
  private Orphan orphan;
  private Process process;

  @BeforeEach
  void makeHome() throws IOException {
    home = Home.under(data);
    Files.createDirectories(home.root());
    orphan = Orphan.of(home);
  }

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void isEndedAndForgotten() throws IOException, InterruptedException {
    orphan.remember(start(ServerCommand.homeFlag(home)));
    orphan.end(LIMIT);
    assertThat(process.isAlive()).isFalse();
    assertThat(home.pidFile()).doesNotExist();
  }

  @Test
  void isEndedByForceWhenItDoesNotListen() throws IOException, InterruptedException {
    orphan.remember(start(ServerCommand.homeFlag(home), "trap '' TERM; echo deaf; read line"));
    assertThat(process.getInputStream().read()).isEqualTo('d');
    orphan.end(Duration.ofMillis(200));
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aStrangerWithItsProcessIdIsLeftAlone() throws IOException, InterruptedException {
    orphan.remember(start("-Dkc.home.dir=/somewhere/else"));
    orphan.end(LIMIT);
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aDamagedFileIsForgotten() throws IOException, InterruptedException {
    Files.writeString(home.pidFile(), "not a process");
    orphan.end(LIMIT);
    assertThat(home.pidFile()).doesNotExist();
  }

  private Process start(String mark) throws IOException {
    return start(mark, "read line");
  }

  private Process start(String mark, String script) throws IOException {
    process = new ProcessBuilder("sh", "-c", script, mark).start();
    return process;
  }
}
