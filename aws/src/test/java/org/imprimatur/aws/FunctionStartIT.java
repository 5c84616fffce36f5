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
import org.junit.jupiter.api.Test;

/**
 * The packaged functions as Lambda runs them: each in a process of its own under the runtime
 * interface client, with one core, against the Runtime API.
 */
class FunctionStartIT {
  private static final int RUNS = 3;

  private final Functions cloud = new Functions();

  @Test
  void listAnswersFirstWithAnEmptyPage() throws IOException, InterruptedException {
    JsonNode answer = start("ListPostsHandler", "http-list");

    assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    assertThat(answer.get("body").textValue()).isEqualTo("{\"items\":[],\"next\":null}");
  }

  @Test
  void createAnswersFirstWithAReceipt() throws IOException, InterruptedException {
    assertThat(start("CreatePostHandler", "http-create").get("statusCode").intValue())
        .isEqualTo(202);
  }

  @Test
  void functionsOnTheStreamAnswerFirstWithoutFailures() throws IOException, InterruptedException {
    assertDone(start("RequestApprovalHandler", "stream-insert"));
    assertDone(start("ArchiveHandler", "stream-remove-by-time-to-live"));
    assertDone(start("AnnounceHandler", "stream-modify-published"));
  }

  @Test
  void functionsBehindQueuesAnswerFirstWithoutFailures() throws IOException, InterruptedException {
    assertDone(start("ApprovalServiceHandler", "queue-approval-request"));
    assertDone(start("RecordDecisionHandler", "queue-approval-response"));
  }

  @Test
  void theScheduleAnswersFirst() throws IOException, InterruptedException {
    assertThat(start("AskAgainHandler", "schedule").get("asked").intValue()).isZero();
  }

  @Test
  void functionsThatPeopleWaitForAreRehearsedBeforeSnapStartTakesItsPicture()
      throws IOException, InterruptedException {
    for (String[] function :
        new String[][] {{"ListPostsHandler", "http-list"}, {"CreatePostHandler", "http-create"}}) {
      Measured cold = run(function[0], Recorded.event(function[1]), false);
      Measured restored = run(function[0], Recorded.event(function[1]), true);
      System.out.printf(
          "%s: first answer %d ms after a restore%n", function[0], restored.time().toMillis());

      assertThat(restored.answer().get("statusCode")).isEqualTo(cold.answer().get("statusCode"));
      assertThat(restored.time()).isLessThan(cold.time());
    }
  }

  private static void assertDone(JsonNode answer) {
    assertThat(answer.get("batchItemFailures")).isEmpty();
  }

  /** Starts a function a few times and gives its last answer. */
  private JsonNode start(String handler, String event) throws IOException, InterruptedException {
    List<Measured> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      runs.add(run(handler, Recorded.event(event), false));
    }
    System.out.printf(
        "%s: first answer after %s ms, of that %d ms of the processor, peak memory %d MB%n",
        handler,
        runs.stream()
            .map(r -> Long.toString(r.time().toMillis()))
            .collect(Collectors.joining(", ")),
        runs.stream().mapToLong(Measured::processorMillis).min().orElseThrow(),
        runs.get(0).kilobytes() / 1024);
    return runs.get(RUNS - 1).answer();
  }

  private record Measured(JsonNode answer, Duration time, long processorMillis, long kilobytes) {}

  /** The time counts from the start of the process, or from the restore of its picture. */
  private Measured run(String handler, JsonNode event, boolean snapStart)
      throws IOException, InterruptedException {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>(List.of(event));
    AtomicLong start = new AtomicLong(System.nanoTime());
    URI api = Http.serve((request, body) -> runtimeApi(request, body, events, answers, start));
    Process function = process(handler, api, snapStart);
    try {
      byte[] answer = answers.poll(60, TimeUnit.SECONDS);
      Duration time = Duration.ofNanos(System.nanoTime() - start.get());
      assertThat(answer).as(handler).isNotNull();
      return new Measured(
          Recorded.MAPPER.readTree(answer), time, processor(function), memory(function));
    } finally {
      function.destroyForcibly();
    }
  }

  private Process process(String handler, URI api, boolean snapStart) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "taskset",
            "-c",
            "0",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-cp",
            System.getProperty("functions.jar") + File.pathSeparator + runtimeClient(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "org.imprimatur.aws." + handler + "::handleRequest");
    builder.environment().putAll(cloud.start().environment().variables());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api.getAuthority(),
                "AWS_LAMBDA_FUNCTION_NAME",
                handler,
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                snapStart ? "snap-start" : "on-demand",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "512",
                "AWS_REGION",
                "eu-west-1",
                "AWS_ENDPOINT_URL",
                Cloud.endpoint().toString()));
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
