package org.imprimatur.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A packaged function as Lambda runs it: in a process of its own on one core, under the runtime
 * interface client, against the Runtime API.
 *
 * @param handler the class that handles events
 * @param environment what the function is told
 */
record FunctionProcess(String handler, Map<String, String> environment) {
  private static final int MORE = 100;
  private static final List<String> JAVA =
      List.of(
          "taskset",
          "-c",
          "0",
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  /**
   * How a function answered first.
   *
   * @param time from the start of the process, or from the restore of its picture
   * @param microsEach processor time of each event that followed, where some did
   */
  record Measured(
      JsonNode answer, Duration time, long processorMillis, long kilobytes, long microsEach) {}

  Measured cold(JsonNode event, String... options) throws IOException, InterruptedException {
    return run(event, "on-demand", 0, options);
  }

  /** The process goes on where it was: what a restore itself takes is not in it. */
  Measured restored(JsonNode event) throws IOException, InterruptedException {
    return run(event, "snap-start", MORE);
  }

  private Measured run(JsonNode event, String initialization, int followers, String... options)
      throws IOException, InterruptedException {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>(List.of(event));
    AtomicLong start = new AtomicLong(System.nanoTime());
    URI api = Http.serve((request, body) -> runtimeApi(request, body, events, answers, start));
    Process function = start(api, initialization, List.of(options));
    try {
      byte[] answer = answers.poll(60, TimeUnit.SECONDS);
      Duration time = Duration.ofNanos(System.nanoTime() - start.get());
      assertThat(answer).as(handler).isNotNull();
      long processor = processor(function);
      for (int more = 0; more < followers; more++) {
        events.add(event);
        answers.take();
      }
      return new Measured(
          Recorded.MAPPER.readTree(answer),
          time,
          processor,
          memory(function),
          (processor(function) - processor) * 1000 / MORE);
    } finally {
      function.destroy();
      function.waitFor();
    }
  }

  private Process start(URI api, String initialization, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("functions.jar") + File.pathSeparator + runtimeClient(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "org.imprimatur.aws." + handler + "::handleRequest"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.getAuthority());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", handler);
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    File log = new File("target/" + handler + ".log");
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  private static String runtimeClient() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.matches(".*aws-lambda-java-(runtime|serialization).*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Http.Answer runtimeApi(
      HttpExchange request,
      byte[] body,
      BlockingQueue<JsonNode> events,
      BlockingQueue<byte[]> answers,
      AtomicLong start)
      throws IOException {
    if (request.getRequestURI().getPath().endsWith("/restore/next")) {
      start.set(System.nanoTime());
      return new Http.Answer(200, "{}".getBytes(UTF_8));
    }
    if (request.getRequestURI().getPath().endsWith("/invocation/next")) {
      request.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
      request.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "9999999999999");
      request
          .getResponseHeaders()
          .set(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:eu-west-1:111122223333:function:f");
      return new Http.Answer(200, next(events).toString().getBytes(UTF_8));
    }
    answers.add(body);
    return new Http.Answer(202, "{\"status\":\"OK\"}".getBytes(UTF_8));
  }

  private static JsonNode next(BlockingQueue<JsonNode> events) throws IOException {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static long processor(Process function) {
    return function.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  private static long memory(Process function) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + function.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0L);
  }
}
