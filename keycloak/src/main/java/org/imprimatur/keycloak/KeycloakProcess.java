package org.imprimatur.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * A Keycloak running beside the board as a child process, for as long as this object is open.
 *
 * <p>It listens on 127.0.0.1 alone, keeps everything in its own part of the data folder, is started
 * again when it dies, and ends with this process however this one ends.
 */
public final class KeycloakProcess implements AutoCloseable {

  private final Server server;
  private final boolean firstStart;
  private final FolderLock lock;
  private final Limits limits;
  private final Supervisor supervisor;
  private final Thread thread;

  private KeycloakProcess(
      Server server, boolean firstStart, FolderLock lock, Limits limits, Clock clock) {
    this.server = server;
    this.firstStart = firstStart;
    this.lock = lock;
    this.limits = limits;
    this.supervisor = new Supervisor(server, limits, clock);
    this.thread = new Thread(supervisor, "keycloak");
  }

  /**
   * Starts Keycloak and returns at once; {@link #status()} tells when it answers.
   *
   * <p>The first start on a data folder makes the secrets, the realm and the first moderator. Later
   * ones keep them, and move the realm's redirect addresses when the base URL is another.
   *
   * @param settings where things are
   * @param clock what the waiting is measured by
   * @throws IllegalStateException when the distribution is missing, or the data folder is in use
   * @throws UncheckedIOException when the data folder cannot be written
   */
  public static KeycloakProcess start(KeycloakSettings settings, Clock clock) {
    return start(settings, Distribution.at(settings.distribution()), Limits.USUAL, clock);
  }

  static KeycloakProcess start(
      KeycloakSettings settings, Distribution distribution, Limits limits, Clock clock) {
    Home home = Home.under(settings.data());
    try {
      home.prepare(distribution.checked());
      FolderLock lock = FolderLock.take(home.lockFile());
      try {
        return start(server(settings, distribution, home), lock, limits, clock);
      } catch (IOException | RuntimeException fault) {
        lock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw new UncheckedIOException("Keycloak's folder " + home.root() + ": " + fault, fault);
    }
  }

  private static KeycloakProcess start(Server server, FolderLock lock, Limits limits, Clock clock)
      throws IOException {
    boolean first = server.home().knownBoard().isEmpty();
    KeycloakProcess keycloak = new KeycloakProcess(server, first, lock, limits, clock);
    keycloak.thread.setDaemon(true);
    keycloak.thread.start();
    return keycloak;
  }

  /** The issuer of its tokens, known from the start. */
  public URI issuer() {
    return server.issuer();
  }

  /** The identifier of the board's client. */
  public String clientId() {
    return Server.CLIENT_ID;
  }

  /** The secret of the board's client, the same on every run on this data folder. */
  public String clientSecret() {
    return server.secrets().client();
  }

  /**
   * The password of the user {@code moderator}, to be shown once: present only on the first start,
   * or on another when the first did not come to its end.
   */
  public Optional<String> newModeratorPassword() {
    return firstStart ? Optional.of(server.secrets().moderator()) : Optional.empty();
  }

  /**
   * The folder of the secrets, among them {@code moderator-password} and {@code admin-password}.
   */
  public Path secrets() {
    return server.home().secrets();
  }

  /** How it is at this moment. */
  public KeycloakStatus status() {
    return supervisor.status();
  }

  /**
   * Ends Keycloak, by force when it takes too long, and returns when it is gone. Repeats do
   * nothing.
   */
  @Override
  public void close() {
    supervisor.end();
    try {
      thread.join(limits.stop().multipliedBy(2).toMillis());
      lock.close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Server server(KeycloakSettings settings, Distribution distribution, Home home)
      throws IOException {
    Secrets secrets = Secrets.in(home.secrets(), new SecureRandom());
    int port = Ports.choose(settings.port(), home.portFile());
    ServerCommand command =
        new ServerCommand(distribution, home, ServerCommand.serverFlags(settings.heap()));
    return new Server(command, home, port, BoardUrls.under(settings.baseUrl()), secrets);
  }
}
