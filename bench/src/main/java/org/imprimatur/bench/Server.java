package org.imprimatur.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A server in a process of its own. */
public final class Server implements AutoCloseable {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
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
    return application(place, data, issuer, JAVA);
  }

  /** The same on another Java. */
  static Server application(Place place, Path data, String issuer, Path java) throws IOException {
    return application(
        List.of(),
        java,
        place.app(),
        data,
        issuer,
        List.of("imprimatur.approval.delay=1h", "imprimatur.addresses.max-per-minute=0"));
  }

  /**
   * Starts the packaged application {@code app} with {@code data} for its files, {@code settings},
   * and no limit on what one author or address may do.
   */
  public static Server application(Path app, Path data, String issuer, List<String> settings)
      throws IOException {
    return application(List.of(), JAVA, app, data, issuer, settings);
  }

  /** Starts it with a heap of 256 MB, 256 files at a time, and one core. */
  public static Server starved(Path app, Path data, String issuer, List<String> settings)
      throws IOException {
    String little = "ulimit -n 256; exec taskset -c 0 \"$0\" -Xmx256m \"$@\"";
    return application(List.of("bash", "-c", little), JAVA, app, data, issuer, settings);
  }

  private static Server application(
      List<String> under, Path java, Path app, Path data, String issuer, List<String> settings)
      throws IOException {
    int port = freePort();
    int operatorsPort = freePort();
    List<String> command = new ArrayList<>(under);
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
    return launch(port, operatorsPort, data, Map.of("JAVA_HOME", java.toString()), command);
  }

  /** Starts a {@link BareVertx} that serves the bytes of a file. */
  static Server bareVertx(Path data, Path page) throws IOException {
    int port = freePort();
    return start(
        JAVA,
        port,
        port,
        data,
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareVertx.class.getName(),
            Integer.toString(port),
            page.toString()));
  }

  /** Starts anything else that listens on the port it is told. */
  static Server other(
      Path folder, Map<String, String> environment, IntFunction<List<String>> command)
      throws IOException {
    int port = freePort();
    return launch(port, port, folder, environment, command.apply(port));
  }

  private static Server start(
      Path java, int port, int operatorsPort, Path data, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.add("-Xmx512m");
    command.addAll(arguments);
    return launch(port, operatorsPort, data, Map.of(), command);
  }

  private static Server launch(
      int port,
      int operatorsPort,
      Path folder,
      Map<String, String> environment,
      List<String> command)
      throws IOException {
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("IMPRIMATUR_"));
    builder.environment().putAll(environment);
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
    return secondsTo(port, "/");
  }

  /** Waits until it is ready; how many seconds passed from the start of the process until then. */
  public double secondsToReady() throws IOException {
    return secondsTo(operatorsPort, "/q/health/ready");
  }

  private double secondsTo(int port, String path) throws IOException {
    while (!answers(port, path)) {
      if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new IOException("the server did not start; it said:\n" + Files.readString(log));
      }
      Threads.pause(LOOK_AGAIN);
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static boolean answers(int port, String path) throws IOException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      return connection.exchange(HttpConnection.get(port, path)) == 200;
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
  public void settle() throws IOException {
    long patient = System.nanoTime() + PATIENCE.toNanos();
    Duration before;
    Duration now = cpu();
    do {
      before = now;
      Threads.pause(Duration.ofMillis(500));
      now = cpu();
      if (System.nanoTime() > patient) {
        throw new IOException("the server does not come to rest");
      }
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
