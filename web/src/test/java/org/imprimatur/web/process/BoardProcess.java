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

/** The packaged board as a process, as it is run, beside a sign-in provider that is down. */
final class BoardProcess implements AutoCloseable {
  private static final Path WEB = Path.of("").toAbsolutePath();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path output;
  private final int port;
  private final int operators;

  private BoardProcess(Process process, Path output, int port, int operators) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.operators = operators;
  }

  /** Starts one, by {@code prefix} and with these options; does not wait for it. */
  static BoardProcess begin(Path data, List<String> prefix, String... options) {
    return begin(WEB, data, prefix, options);
  }

  /** Starts the one that was built in the folder {@code web}; does not wait for it. */
  static BoardProcess begin(Path web, Path data, List<String> prefix, String... options) {
    try {
      int port = freePort();
      int operators = freePort();
      List<String> command = new ArrayList<>(prefix);
      command.add(web.resolve("start.sh").toString());
      command.add("-Dimprimatur.port=" + port);
      command.add("-Dimprimatur.management.port=" + operators);
      command.add("-Dimprimatur.oidc.issuer=http://localhost:1");
      command.add("-Dimprimatur.data=" + data);
      command.addAll(List.of(options));
      Path output = Files.createTempFile("board", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.redirectOutput(output.toFile()).start();
      return new BoardProcess(process, output, port, operators);
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
    until(Duration.ofMinutes(2), () -> status("/") == 200, "the board did not start");
  }

  URI base() {
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

  void terminate() {
    process.destroy();
  }

  /** Its exit code. */
  int end(Duration within) {
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

  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void until(Duration limit, BooleanSupplier holds, String otherwise) {
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
