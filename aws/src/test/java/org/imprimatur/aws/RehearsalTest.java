package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.imprimatur.json.JsonText;
import org.junit.jupiter.api.Test;

/** Each function handles its rehearsed event as it would a real one, all the way. */
class RehearsalTest {
  @Test
  void listIsRehearsedWithOnePost() throws IOException {
    JsonNode answer = play("list", ListPostsHandler::new);

    assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    assertThat(answer.get("body").textValue()).contains("A rehearsal");
  }

  @Test
  void createIsRehearsedWithAPostThatIsTaken() throws IOException {
    assertThat(play("create", CreatePostHandler::new).get("statusCode").intValue()).isEqualTo(202);
  }

  @Test
  void functionsBehindStreamAndQueuesAreRehearsedWithoutFailures() throws IOException {
    assertDone(play("inserted", FollowChangesHandler::new));
    assertDone(play("expired", ArchiveHandler::new));
    assertDone(play("request", ApprovalServiceHandler::new));
    assertDone(play("response", RecordDecisionHandler::new));
    assertDone(play("mail", SendMailHandler::new));
  }

  @Test
  void scheduleIsRehearsedWithNothingToAskAbout() throws IOException {
    assertThat(play("schedule", AttendHandler::new).get("attended").intValue()).isZero();
  }

  private static JsonNode play(String event, Function<Start, RequestStreamHandler> function)
      throws IOException {
    byte[] answer = new Rehearsal(event, function).play();
    return JsonText.read(new String(answer, StandardCharsets.UTF_8));
  }

  private static void assertDone(JsonNode answer) {
    assertThat(answer.get("batchItemFailures")).isEmpty();
  }
}
