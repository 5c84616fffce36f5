package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.imprimatur.mail.MailEvents;
import org.junit.jupiter.api.Test;

/** What a stage has that was told an address to send mail from. */
class MailIT {
  private static final String SEND = "ApprovalMailSendMail";
  private static final List<String> FROM =
      List.of(
          "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/board@example.org",
          "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/example.org");

  @Test
  void withoutAnAddressNothingOfItIsThere() {
    assertThat(Stacks.dev().names("AWS::Lambda::Function"))
        .noneMatch(name -> name.contains("Mail"));
    assertThat(told(Stacks.dev(), "ApprovalFollowChanges")).doesNotContainKey("MAIL_BASE_URL");
    assertThat(told(Stacks.dev(), "WebPages")).doesNotContainKey("IMPRIMATUR_MAIL_FROM");
  }

  @Test
  void eventsThatAskForMailGoToTheFunctionThatSends() {
    notices(
        MailIT::way,
        Stacks.own(),
        Stacks.own()
            .breaking(
                "ApprovalMailRequestsRule",
                it -> it.put("EventPattern", Map.of("source", List.of("somebody")))));
  }

  private static void way(Cloud cloud) {
    assertThat(cloud.properties("ApprovalMailRequestsRule"))
        .containsEntry("EventBusName", "${ApprovalBus}")
        .containsEntry("EventPattern", json(MailEvents.PATTERN));
    assertThat(cloud.properties("ApprovalMailRequestsSource"))
        .containsEntry("EventSourceArn", "${ApprovalMailRequestsQueue.Arn}")
        .containsEntry("FunctionName", "${" + SEND + "Live}:live")
        .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
  }

  @Test
  void whatCannotBeSentIsTriedForHours() {
    notices(
        MailIT::patience,
        Stacks.own(),
        Stacks.own()
            .breaking(
                "ApprovalMailRequestsQueue",
                it -> Cloud.map(it.get("RedrivePolicy")).put("maxReceiveCount", 5)));
  }

  private static void patience(Cloud cloud) {
    Map<String, Object> queue = cloud.properties("ApprovalMailRequestsQueue");
    assertThat(
            ((Number) queue.get("VisibilityTimeout")).intValue()
                * ((Number) Cloud.at(queue, "RedrivePolicy", "maxReceiveCount")).intValue())
        .isEqualTo(6 * 60 * 60);
  }

  @Test
  void mailComesFromThatAddressAlone() {
    notices(
        MailIT::from,
        Stacks.own(),
        Stacks.own()
            .breaking(
                SEND + "Role", it -> Cloud.map(sending(statements(it))).put("Resource", "*")));
    notices(
        MailIT::from,
        Stacks.own(),
        Stacks.own()
            .breaking(SEND + "Role", it -> Cloud.map(sending(statements(it))).remove("Condition")));
  }

  private static void from(Cloud cloud) {
    Object sending = sending(statements(cloud.properties(SEND + "Role")));
    assertThat(Cloud.map(sending))
        .containsEntry("Resource", FROM)
        .containsEntry(
            "Condition", Map.of("StringEquals", Map.of("ses:FromAddress", "board@example.org")));
  }

  @Test
  void noSessionIsReadForMail() {
    notices(
        MailIT::sessions,
        Stacks.own(),
        Stacks.own()
            .breaking(
                SEND + "Role",
                it ->
                    statements(it).stream()
                        .filter(MailIT::ofSessions)
                        .forEach(statement -> Cloud.map(statement).remove("Condition"))));
  }

  private static void sessions(Cloud cloud) {
    for (String function : List.of(SEND, "ApprovalFollowChanges")) {
      assertThat(statements(cloud.properties(function + "Role")))
          .filteredOn(MailIT::ofSessions)
          .isNotEmpty()
          .allSatisfy(
              statement ->
                  assertThat(
                          String.valueOf(
                              Cloud.at(
                                  statement,
                                  "Condition",
                                  "ForAllValues:StringLike",
                                  "dynamodb:LeadingKeys",
                                  0)))
                      .matches("mail#.*|entry#(heard:|mail-).*"));
    }
  }

  @Test
  void functionsAreToldWhatTheyNeed() {
    Cloud cloud = Stacks.own();
    assertThat(told(cloud, SEND))
        .containsEntry("MAIL_FROM", "board@example.org")
        .containsEntry("MAIL_BASE_URL", "https://board.example.org")
        .containsEntry("MAIL_DIGEST", "PT4H")
        .containsKeys("POSTS_TABLE", "SESSIONS_TABLE", "NOTICES_TABLE");
    assertThat(told(cloud, "ApprovalFollowChanges"))
        .containsKeys("MAIL_BASE_URL", "SESSIONS_TABLE")
        .doesNotContainKey("MAIL_FROM");
    assertThat(told(cloud, "ApprovalAttend")).containsKeys("MAIL_DIGEST", "SESSIONS_TABLE");
    assertThat(told(cloud, "WebPages"))
        .containsEntry("IMPRIMATUR_MAIL_FROM", "board@example.org")
        .containsEntry("IMPRIMATUR_MAIL_DIGEST", "PT4H");
  }

  private static Map<String, Object> told(Cloud cloud, String function) {
    return Cloud.map(Cloud.at(cloud.properties(function + "Function"), "Environment", "Variables"));
  }

  private static boolean ofSessions(Object statement) {
    return String.valueOf(Cloud.at(statement, "Resource")).contains("BoardSessions");
  }

  private static Object sending(List<Object> statements) {
    return statements.stream()
        .filter(statement -> "ses:SendEmail".equals(Cloud.at(statement, "Action")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> statements(Map<String, Object> role) {
    return Cloud.list(role.get("Policies")).stream()
        .flatMap(policy -> Cloud.list(Cloud.at(policy, "PolicyDocument", "Statement")).stream())
        .toList();
  }

  private static Object json(String text) {
    try {
      return new ObjectMapper().readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
