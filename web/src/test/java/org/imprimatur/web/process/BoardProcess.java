package org.imprimatur.web.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The packaged board as a process, as it is run. */
public final class BoardProcess implements AutoCloseable {
  private static final Path WEB = Path.of("").toAbsolutePath();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path output;
  private final Path log;
  private final int port;
  private final int operators;

  private BoardProcess(Process process, Path output, Path log, int port, int operators) {
    this.process = process;
    this.output = output;
    this.log = log;
    this.port = port;
    this.operators = operators;
  }

  /**
   * Starts one, by {@code prefix} and with these options, beside a sign-in provider that is down;
   * does not wait for it.
   */
  static BoardProcess begin(Path data, List<String> prefix, String... options) {
    return begin(WEB, data, prefix, options);
  }

  /** As {@link #begin(Path, List, String...)}, the one that was built in the folder {@code web}. */
  static BoardProcess begin(Path web, Path data, List<String> prefix, String... options) {
    List<String> all = new ArrayList<>(List.of("-Dimprimatur.oidc.issuer=http://localhost:1"));
    all.addAll(List.of(options));
    return begin(web, data, prefix, all);
  }

  /** Starts one with the provider that comes along; does not wait for either. */
  public static BoardProcess withProvider(Path data, List<String> options) {
    Path distribution = WEB.resolveSibling("keycloak").resolve("target/keycloak");
    List<String> all = new ArrayList<>(options);
    all.add("-Dimprimatur.keycloak.distribution=" + distribution);
    return begin(WEB, data, List.of(), all);
  }

  private static BoardProcess begin(
      Path web, Path data, List<String> prefix, List<String> options) {
    try {
      int port = freePort();
      int operators = freePort();
      List<String> command = new ArrayList<>(prefix);
      command.add(web.resolve("start.sh").toString());
      command.add("-Dimprimatur.port=" + port);
      command.add("-Dimprimatur.management.port=" + operators);
      command.add("-Dimprimatur.data=" + data);
      command.addAll(options);
      Path output = Files.createTempFile("board", ".out");
      Path log = WEB.resolve("target").resolve("board-on-" + port + ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.redirectOutput(output.toFile()).redirectError(log.toFile());
      return new BoardProcess(builder.start(), output, log, port, operators);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one and waits until it is ready. */
  static BoardProcess start(Path data, List<String> prefix, String... options) {
    BoardProcess board = begin(data, prefix, options);
    board.awaitFirstPage();
    return board;
  }

  void awaitFirstPage() {
    await("/", 200);
  }

  /** Waits until the path answers with this status. */
  public void await(String path, int status) {
    until(Duration.ofMinutes(2), () -> status(path) == status, path + " never answered " + status);
  }

  /** Where it answers. */
  public URI base() {
    return URI.create("http://localhost:" + port);
  }

  /** How many files and connections it has open. */
  int openFiles() {
    return Objects.requireNonNull(new File("/proc/" + process.pid() + "/fd").list()).length;
  }

  /** Of a path for everybody; 0 where nobody answers. */
  int status(String path) {
    return status(port, path);
  }

  /** Of a path for operators. */
  int operatorsStatus(String path) {
    return status(operators, path);
  }

  private static int status(int port, String path) {
    URI uri = URI.create("http://localhost:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** As the kernel kills. */
  void kill() {
    process.destroyForcibly();
  }

  /** As an operator stops it. */
  public void terminate() {
    process.destroy();
  }

  /** Its exit code. */
  public int end(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it did not end within " + within + "; it said:\n" + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** All that it said. */
  String said() {
    return printed() + read(log);
  }

  /** What it printed for whoever started it. */
  public String printed() {
    return read(output);
  }

  /** The structured log so far, line by line. */
  public List<String> log() {
    return read(log).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something holds. */
  public static void until(Duration limit, BooleanSupplier holds, String otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
