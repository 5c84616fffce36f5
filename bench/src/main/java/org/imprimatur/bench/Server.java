package org.imprimatur.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own. */
public final class Server implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
  private static final long IDLE_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final List<String> UNLIMITED =
      List.of(
          "imprimatur.authors.max-waiting=0",
          "imprimatur.authors.max-per-hour=0",
          "imprimatur.authors.max-per-minute=0");

  private final Process process;
  private final int port;
  private final int operatorsPort;
  private final Path log;
  private final long started;

  private Server(Process process, int port, int operatorsPort, Path log, long started) {
    this.process = process;
    this.port = port;
    this.operatorsPort = operatorsPort;
    this.log = log;
    this.started = started;
  }

  /** Starts the application as {@code ./imprimatur run} does, with another provider. */
  static Server application(Place place, Path data, String issuer) throws IOException {
    return application(place.app(), data, issuer, List.of("imprimatur.approval.delay=1h"));
  }

  /**
   * Starts the packaged application {@code app} with {@code data} for its files, {@code settings},
   * and no limit on what one author or address may do.
   */
  public static Server application(Path app, Path data, String issuer, List<String> settings)
      throws IOException {
    int port = freePort();
    int operatorsPort = freePort();
    List<String> command = new ArrayList<>();
    command.add(app.resolve("../../start.sh").normalize().toString());
    Stream.of(
            Stream.of(
                "imprimatur.data=" + data.resolve("data"),
                "imprimatur.port=" + port,
                "imprimatur.management.port=" + operatorsPort,
                "imprimatur.oidc.issuer=" + issuer),
            UNLIMITED.stream(),
            settings.stream())
        .flatMap(each -> each)
        .forEach(setting -> command.add("-D" + setting));
    return start(port, operatorsPort, data, command);
  }

  /** Starts a {@link BareServer}. */
  static Server bare(Path data) throws IOException {
    int port = freePort();
    String classes = System.getProperty("java.class.path").split(":", 2)[0];
    return start(
        port, port, data, java("-cp", classes, BareServer.class.getName(), Integer.toString(port)));
  }

  /** Starts a {@link BareVertx} that serves the bytes of a file. */
  static Server bareVertx(Path data, Path page) throws IOException {
    int port = freePort();
    return start(
        port,
        port,
        data,
        java(
            "-cp",
            System.getProperty("java.class.path"),
            BareVertx.class.getName(),
            Integer.toString(port),
            page.toString()));
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of(arguments));
    return command;
  }

  private static Server start(int port, int operatorsPort, Path data, List<String> command)
      throws IOException {
    Path log = data.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("IMPRIMATUR_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    long started = System.nanoTime();
    return new Server(builder.start(), port, operatorsPort, log, started);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Where it tells operators how it is. */
  public int operatorsPort() {
    return operatorsPort;
  }

  /** Waits for the first page; how many seconds passed from the start of the process until then. */
  public double secondsToFirstPage() throws IOException {
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new IOException("the server did not start; it said:\n" + Files.readString(log));
      }
      Threads.pause(LOOK_AGAIN);
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private boolean answers() throws IOException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      return connection.exchange(HttpConnection.get(port, "/")) == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** How much of the machine's memory the process holds, in megabytes of a million bytes. */
  public double residentMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("[^0-9]", "")) * 1_024 / 1e6;
    }
  }

  /** Waits until the process has done what it had left to do. */
  public void settle() {
    Duration before;
    Duration now = cpu();
    do {
      before = now;
      Threads.pause(Duration.ofMillis(500));
      now = cpu();
    } while (now.minus(before).toMillis() > IDLE_MILLIS);
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Kills it, as the kernel kills, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .destroyForcibly()
        .onExit()
        .join();
  }
}
