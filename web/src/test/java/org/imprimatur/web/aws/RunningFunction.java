package org.imprimatur.web.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The unpacked zip as Lambda runs it: a process on one core under the runtime interface client,
 * which asks the Runtime API for events.
 */
final class RunningFunction implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String RESTORE = "/2018-06-01/runtime/restore/next";

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer api;
  private volatile long started = System.nanoTime();
  private final Process process;

  /** A function that is started to answer at once. */
  static RunningFunction cold(Path unpacked, Map<String, String> environment) throws IOException {
    return new RunningFunction(unpacked, environment, "on-demand");
  }

  /**
   * A function that is started for its picture to be taken, and goes on as if from the picture; its
   * time counts from there.
   */
  static RunningFunction restored(Path unpacked, Map<String, String> environment)
      throws IOException {
    return new RunningFunction(unpacked, environment, "snap-start");
  }

  private RunningFunction(Path unpacked, Map<String, String> environment, String initialization)
      throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setExecutor(threads);
    api.createContext("/", this::runtimeApi);
    api.start();
    process = start(unpacked, environment, initialization);
  }

  private Process start(Path unpacked, Map<String, String> environment, String initialization)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            "taskset",
            "-c",
            "0",
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-cp",
            unpacked + File.pathSeparator + unpacked + "/lib/*" + File.pathSeparator + client(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest");
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "pages");
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
    File log = new File("target/function.log");
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  private static String client() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.matches(".*aws-lambda-java-(runtime|serialization).*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void runtimeApi(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean next = exchange.getRequestURI().getPath().equals(NEXT);
      boolean restore = exchange.getRequestURI().getPath().equals(RESTORE);
      byte[] answer = next ? JSON.writeValueAsBytes(take()) : "{}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (next) {
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "9999999999999");
        exchange
            .getResponseHeaders()
            .set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-west-1:111122223333:function:pages");
      } else if (restore) {
        started = System.nanoTime();
      } else {
        answers.add(body);
      }
      exchange.sendResponseHeaders(next || restore ? 200 : 202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonNode take() throws IOException {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What the function answers to an event. */
  JsonNode answer(JsonNode event) throws IOException, InterruptedException {
    events.add(event);
    byte[] answer = answers.poll(90, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer; see target/function.log");
    }
    return JSON.readTree(answer);
  }

  /** How much of the processor it has used. */
  long processorMillis() {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** How long it has been running. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** How it has fared since its start. */
  String measured() throws IOException {
    long kilobytes =
        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(0L);
    return "%d ms, of that %d ms of the processor, peak memory %d MB"
        .formatted(time().toMillis(), processorMillis(), kilobytes / 1024);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.stop(0);
    threads.shutdownNow();
  }
}
