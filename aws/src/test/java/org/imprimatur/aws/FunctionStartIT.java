package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.aws.FunctionProcess.Measured;
import org.imprimatur.post.HoldReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged functions, each started, restored and asked; how long it took is in the output, the
 * least of {@code -Dfunction.starts=N}.
 */
class FunctionStartIT {
  private static final int RUNS = Integer.getInteger("function.starts", 1);

  private final Functions cloud = new Functions();

  @TempDir Path folder;

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
    assertDone(start("FollowChangesHandler", "stream-insert"));
    assertDone(start("ArchiveHandler", "stream-remove-by-time-to-live"));
  }

  @Test
  void functionsBehindQueuesAnswerFirstWithoutFailures() throws IOException, InterruptedException {
    assertDone(start("ApprovalServiceHandler", "queue-approval-request"));
    assertDone(start("RecordDecisionHandler", "queue-approval-response"));
  }

  @Test
  void theApprovalServiceThatScreensAnswersFirstWithItsReasons()
      throws IOException, InterruptedException {
    assertDone(start("ApprovalServiceHandler", "queue-approval-request", "screened"));
    assertThat(ApprovalEvents.readHeld(cloud.published.get(0)).reasons())
        .extracting(HoldReason::code)
        .containsExactly("new-author");
  }

  @Test
  void theScheduleAnswersFirst() throws IOException, InterruptedException {
    assertThat(start("AttendHandler", "schedule").get("attended").intValue()).isZero();
  }

  private static void assertDone(JsonNode answer) {
    assertThat(answer.get("batchItemFailures")).isEmpty();
  }

  private JsonNode start(String handler, String recorded) throws IOException, InterruptedException {
    return start(handler, recorded, "auto");
  }

  /**
   * Starts a function a few times with nothing, with an archive of its classes and from the picture
   * that it was rehearsed for, and gives its last answer.
   */
  private JsonNode start(String handler, String recorded, String policy)
      throws IOException, InterruptedException {
    FunctionProcess function = new FunctionProcess(handler, environment(policy));
    JsonNode event = Recorded.event(recorded);
    Path archive = folder.resolve(handler + ".jsa");
    Measured cold = least(() -> function.cold(event));
    function.cold(event, "-XX:ArchiveClassesAtExit=" + archive);
    Measured archived = least(() -> function.cold(event, "-XX:SharedArchiveFile=" + archive));
    Measured restored = least(() -> function.restored(event));
    System.out.printf(
        "%s: first answer after %s, peak memory %d MB; with a class-data archive of %d MB after %s;"
            + " from a restore on after %d ms, and then %.1f ms of the processor for each event%n",
        handler,
        told(cold),
        cold.kilobytes() / 1024,
        Files.size(archive) >> 20,
        told(archived),
        restored.time().toMillis(),
        restored.microsEach() / 1000.0);
    assertThat(restored.time()).isLessThan(cold.time().dividedBy(3));
    return restored.answer();
  }

  private static String told(Measured run) {
    return "%d ms (%d ms of the processor)".formatted(run.time().toMillis(), run.processorMillis());
  }

  private static Measured least(Run run) throws IOException, InterruptedException {
    Measured least = run.run();
    for (int more = 1; more < RUNS; more++) {
      Measured next = run.run();
      least = Stream.of(least, next).min(Comparator.comparing(Measured::time)).orElseThrow();
    }
    return least;
  }

  /** A start of a process. */
  private interface Run {
    Measured run() throws IOException, InterruptedException;
  }

  private Map<String, String> environment(String policy) {
    Map<String, String> told = new HashMap<>(cloud.start().environment().variables());
    told.put("APPROVAL_POLICY", policy);
    told.put("AWS_REGION", "eu-west-1");
    told.put("AWS_ENDPOINT_URL", Cloud.endpoint().toString());
    return told;
  }
}
