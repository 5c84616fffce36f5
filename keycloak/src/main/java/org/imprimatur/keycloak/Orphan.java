package org.imprimatur.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Keycloak that outlived the board which started it: it holds the port and the database.
 *
 * <p>It is known by its process id together with the home folder on its command line, so that a
 * stranger who got the id later is left alone.
 */
record Orphan(Path pidFile, String mark) {

  static Orphan of(Home home) {
    return new Orphan(home.pidFile(), ServerCommand.homeFlag(home));
  }

  void remember(Process child) throws IOException {
    Home.replace(pidFile, Long.toString(child.pid()));
  }

  /** Ends the orphan when there is one: politely, then after the limit by force. */
  void end(Duration limit) throws IOException, InterruptedException {
    Optional<ProcessHandle> found = find();
    if (found.isPresent()) {
      ProcessHandle orphan = found.get();
      orphan.destroy();
      if (!ends(orphan, limit)) {
        orphan.destroyForcibly();
        ends(orphan, limit);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private Optional<ProcessHandle> find() throws IOException {
    if (Files.notExists(pidFile)) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile).strip();
    return pid.matches("[0-9]{1,18}")
        ? ProcessHandle.of(Long.parseLong(pid)).filter(this::isOurs)
        : Optional.empty();
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(mark::equals);
  }

  private static boolean ends(ProcessHandle process, Duration limit) throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException stillThere) {
      return !process.isAlive();
    }
  }
}
