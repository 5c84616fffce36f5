package org.imprimatur.web.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged board as a process of its own, with the Keycloak that comes along. */
final class RunningBoard implements AutoCloseable {
  private static final Pattern PASSWORD = Pattern.compile("password\\s+(\\S+)");

  private final Process process;
  private final Path output;
  private final Path log;
  private final URI base;

  private RunningBoard(Process process, Path output, Path log, URI base) {
    this.process = process;
    this.output = output;
    this.log = log;
    this.base = base;
  }

  /** Starts a board on a free port over this data folder and waits until both answer. */
  static RunningBoard start(Path data, Map<String, String> environment) {
    try {
      int port = freePort();
      Path output = Files.createTempFile("board", ".out");
      Path log = Path.of("target", "board-on-" + port + ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-jar");
      command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("IMPRIMATUR_AUTHORS_MAX_PER_MINUTE", "100");
      // Waiting for the provider asks for the sign-in page more often than one address may.
      builder.environment().put("IMPRIMATUR_ADDRESSES_MAX_PER_MINUTE", "0");
      builder.environment().putAll(environment);
      builder.environment().put("IMPRIMATUR_PORT", Integer.toString(port));
      builder.environment().put("IMPRIMATUR_MANAGEMENT_PORT", "0");
      builder.environment().put("IMPRIMATUR_DATA", data.toString());
      builder
          .environment()
          .put(
              "IMPRIMATUR_KEYCLOAK_DISTRIBUTION",
              Path.of("..", "keycloak", "target", "keycloak")
                  .toAbsolutePath()
                  .normalize()
                  .toString());
      builder.redirectOutput(output.toFile());
      builder.redirectError(log.toFile());
      URI base = URI.create("http://localhost:" + port);
      RunningBoard board = new RunningBoard(builder.start(), output, log, base);
      board.await("/", 200);
      board.await("/sign-in", 303);
      return board;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return base;
  }

  String url(String path) {
    return base + path;
  }

  /** The first moderator's password, as printed at the first start. */
  String moderatorPassword() {
    Matcher printed = PASSWORD.matcher(printed());
    if (!printed.find()) {
      throw new AssertionError("no password was printed: " + printed());
    }
    return printed.group(1);
  }

  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The structured log so far, line by line. */
  List<String> log() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Polls until the path answers with this status. */
  void await(String path, int status) {
    until(Duration.ofMinutes(2), () -> status(path) == status, path + " never answered " + status);
  }

  static void until(Duration limit, BooleanSupplier holds, String otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private int status(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
      HttpClient client = HttpClient.newHttpClient();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the board did not stop within 30 s of SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
