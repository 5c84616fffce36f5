package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.imprimatur.approval.ApprovalEvents;
import org.junit.jupiter.api.Test;

class ApprovalIT {
  private static final String CHANGES_SOURCE = "ApprovalFollowChangesSource";
  private static final String ARCHIVE_SOURCE = "ApprovalArchiveSource";

  @Test
  void rulesHaveThePatternsOfTheCoreAndPutEventsIntoQueues() {
    notices(ApprovalIT::requestRule, Stacks.dev(), withAnotherPattern());
    rule(Stacks.dev(), "Responses", ApprovalEvents.responsePattern());
  }

  private static Cloud withAnotherPattern() {
    return Stacks.dev()
        .breaking(
            "ApprovalRequestsRule",
            it -> it.put("EventPattern", Map.of("source", List.of("somebody"))));
  }

  private static void requestRule(Cloud cloud) {
    rule(cloud, "Requests", ApprovalEvents.requestPattern());
  }

  private static void rule(Cloud cloud, String name, String pattern) {
    Map<String, Object> rule = cloud.properties("Approval" + name + "Rule");
    assertThat(rule)
        .containsEntry("EventBusName", "${ApprovalBus}")
        .containsEntry("State", "ENABLED")
        .containsEntry("EventPattern", json(pattern))
        .containsEntry(
            "Targets",
            List.of(
                Map.of(
                    "Id",
                    "Queue",
                    "Arn",
                    "${Approval" + name + "Queue.Arn}",
                    "DeadLetterConfig",
                    Map.of("Arn", "${Approval" + name + "Failed.Arn}"),
                    "RetryPolicy",
                    Map.of("MaximumEventAgeInSeconds", 86_400, "MaximumRetryAttempts", 185))));
  }

  @Test
  void queuesTakeEventsFromTheirRuleAlone() {
    notices(
        ApprovalIT::fromTheirRule,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "ApprovalRequestsFailedPolicy",
                it -> Cloud.list(Cloud.at(it, "PolicyDocument", "Statement")).remove(1)));
  }

  private static void fromTheirRule(Cloud cloud) {
    for (String pipe : List.of("ApprovalRequests", "ApprovalResponses")) {
      for (String queue : List.of(pipe + "Queue", pipe + "Failed")) {
        assertThat(
                Cloud.list(
                    Cloud.at(cloud.properties(queue + "Policy"), "PolicyDocument", "Statement")))
            .filteredOn(statement -> Cloud.at(statement, "Effect").equals("Allow"))
            .singleElement()
            .satisfies(
                statement -> {
                  assertThat(Cloud.map(statement))
                      .containsEntry("Action", "sqs:SendMessage")
                      .containsEntry("Principal", Map.of("Service", "events.amazonaws.com"))
                      .containsEntry(
                          "Condition",
                          Map.of("ArnEquals", Map.of("aws:SourceArn", "${" + pipe + "Rule.Arn}")));
                });
      }
    }
  }

  @Test
  void theQueueOfRequestsIsTheDelay() {
    notices(
        cloud -> delay(cloud, 10),
        Stacks.dev(),
        Stacks.dev().breaking("ApprovalRequestsQueue", it -> it.put("DelaySeconds", 0)));
    delay(Stacks.own(), 60);
    assertThat(Stacks.dev().properties("ApprovalResponsesQueue")).containsEntry("DelaySeconds", 0);
  }

  @Test
  void silenceIsHeldForAPersonWhereTheStageIsToldSo() {
    assertThat(toldToAttend(Stacks.own())).containsEntry("ESCALATE_AFTER", "PT1H30M");
    assertThat(toldToAttend(Stacks.dev())).doesNotContainKey("ESCALATE_AFTER");
  }

  private static Map<String, Object> toldToAttend(Cloud cloud) {
    return Cloud.map(
        Cloud.at(cloud.properties("ApprovalAttendFunction"), "Environment", "Variables"));
  }

  private static void delay(Cloud cloud, int seconds) {
    assertThat(cloud.properties("ApprovalRequestsQueue")).containsEntry("DelaySeconds", seconds);
  }

  @Test
  void whatAFunctionCannotHandleEndsInAQueueOfDeadLetters() {
    notices(
        ApprovalIT::deadLetters,
        Stacks.dev(),
        Stacks.dev().breaking("ApprovalResponsesQueue", it -> it.remove("RedrivePolicy")));
  }

  private static void deadLetters(Cloud cloud) {
    for (String pipe : List.of("ApprovalRequests", "ApprovalResponses")) {
      assertThat(cloud.properties(pipe + "Queue"))
          .containsEntry(
              "RedrivePolicy",
              Map.of("deadLetterTargetArn", "${" + pipe + "Failed.Arn}", "maxReceiveCount", 5))
          .containsEntry("VisibilityTimeout", 180);
      assertThat(cloud.properties(pipe + "Failed"))
          .containsEntry("MessageRetentionPeriod", 14 * 86_400);
    }
  }

  @Test
  void functionsReportWhichMessagesOfABatchFailed() {
    notices(
        ApprovalIT::partialBatches,
        Stacks.dev(),
        Stacks.dev().breaking("ApprovalRequestsSource", it -> it.remove("FunctionResponseTypes")));
  }

  private static void partialBatches(Cloud cloud) {
    assertThat(cloud.all("AWS::Lambda::EventSourceMapping"))
        .containsOnlyKeys(
            "ApprovalRequestsSource", "ApprovalResponsesSource", CHANGES_SOURCE, ARCHIVE_SOURCE)
        .allSatisfy(
            (name, source) ->
                assertThat(source)
                    .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures")));
    assertThat(cloud.properties("ApprovalRequestsSource"))
        .containsEntry("EventSourceArn", "${ApprovalRequestsQueue.Arn}")
        .containsEntry("FunctionName", "${ApprovalApprovalServiceLive}:live");
    assertThat(cloud.properties("ApprovalResponsesSource"))
        .containsEntry("EventSourceArn", "${ApprovalResponsesQueue.Arn}")
        .containsEntry("FunctionName", "${ApprovalRecordDecisionLive}:live");
  }

  @Test
  void writesThatLeaveAChangeAreFollowedAndNoOthers() {
    assertThat(Stacks.dev().properties(CHANGES_SOURCE))
        .containsEntry("FunctionName", "${ApprovalFollowChangesLive}:live");
    assertThat(filters(Stacks.dev(), CHANGES_SOURCE))
        .containsExactly(
            Map.of(
                "eventName",
                List.of("INSERT", "MODIFY"),
                "dynamodb",
                Map.of(
                    "NewImage", Map.of("change", Map.of("S", List.of(Map.of("exists", true)))))));
  }

  @Test
  void onlyWhatTheTableItselfRemovedIsArchived() {
    notices(
        ApprovalIT::departures,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                ARCHIVE_SOURCE,
                it ->
                    it.put(
                        "FilterCriteria",
                        Map.of(
                            "Filters",
                            List.of(Map.of("Pattern", "{\"eventName\":[\"REMOVE\"]}"))))));
  }

  private static void departures(Cloud cloud) {
    assertThat(cloud.properties(ARCHIVE_SOURCE))
        .containsEntry("FunctionName", "${ApprovalArchiveLive}:live");
    assertThat(filters(cloud, ARCHIVE_SOURCE))
        .containsExactlyInAnyOrder(
            Map.of(
                "eventName",
                List.of("REMOVE"),
                "userIdentity",
                Map.of(
                    "type", List.of("Service"), "principalId", List.of("dynamodb.amazonaws.com"))));
  }

  @Test
  void aChangeThatFailsIsTriedSomeTimesAndThenKept() {
    notices(
        ApprovalIT::boundedRetries,
        Stacks.dev(),
        Stacks.dev().breaking(ARCHIVE_SOURCE, it -> it.put("MaximumRetryAttempts", -1)));
    notices(
        ApprovalIT::boundedRetries,
        Stacks.dev(),
        Stacks.dev().breaking(CHANGES_SOURCE, it -> it.remove("DestinationConfig")));
  }

  private static void boundedRetries(Cloud cloud) {
    for (String name : List.of(CHANGES_SOURCE, ARCHIVE_SOURCE)) {
      Map<String, Object> source = cloud.properties(name);
      assertThat(source)
          .containsEntry("EventSourceArn", "${BoardPosts.StreamArn}")
          .containsEntry("StartingPosition", "TRIM_HORIZON")
          .containsEntry("BisectBatchOnFunctionError", true)
          .containsEntry(
              "DestinationConfig",
              Map.of("OnFailure", Map.of("Destination", "${ApprovalChangesFailed.Arn}")));
      assertThat((Integer) source.get("MaximumRetryAttempts")).isBetween(1, 20);
      assertThat((Integer) source.get("MaximumRecordAgeInSeconds")).isBetween(3_600, 43_200);
    }
  }

  @Test
  void failedBatchesAreKeptPrivateAndForAYear() {
    Map<String, Object> bucket = Stacks.dev().properties("ApprovalChangesFailed");

    assertThat(Cloud.map(bucket.get("PublicAccessBlockConfiguration")).values())
        .hasSize(4)
        .containsOnly(true);
    assertThat(bucket).containsKey("BucketEncryption");
    assertThat(Cloud.at(bucket, "LifecycleConfiguration", "Rules", 0, "ExpirationInDays"))
        .isEqualTo(365);
  }

  @Test
  void silenceIsAskedAboutEveryMinute() {
    notices(
        ApprovalIT::everyMinute,
        Stacks.dev(),
        Stacks.dev().breaking("ApprovalEveryMinute", it -> it.put("State", "DISABLED")));
  }

  private static void everyMinute(Cloud cloud) {
    Map<String, Object> schedule = cloud.properties("ApprovalEveryMinute");
    assertThat(schedule)
        .containsEntry("ScheduleExpression", "rate(1 minute)")
        .containsEntry("State", "ENABLED");
    assertThat(Cloud.at(schedule, "Targets", 0, "Arn")).isEqualTo("${ApprovalAttendLive}");
    assertThat(Cloud.at(schedule, "Targets", 0, "DeadLetterConfig", "Arn"))
        .isEqualTo("${ApprovalAttendFailed.Arn}");
    assertThat(
            Cloud.at(
                cloud.only("AWS::Lambda::EventInvokeConfig"),
                "DestinationConfig",
                "OnFailure",
                "Destination"))
        .isEqualTo("${ApprovalAttendFailed.Arn}");
  }

  @Test
  void queuesAreEncryptedAndRefusePlainHttp() {
    assertThat(Stacks.dev().all("AWS::SQS::Queue"))
        .hasSize(5)
        .allSatisfy(
            (name, queue) -> {
              assertThat(queue).containsEntry("SqsManagedSseEnabled", true);
              assertThat(
                      Cloud.list(
                          Cloud.at(
                              Stacks.dev().properties(name + "Policy"),
                              "PolicyDocument",
                              "Statement")))
                  .anySatisfy(
                      statement ->
                          assertThat(Cloud.map(statement))
                              .containsEntry("Effect", "Deny")
                              .containsEntry(
                                  "Condition",
                                  Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
            });
  }

  private static List<Object> filters(Cloud cloud, String source) {
    return Cloud.list(Cloud.at(cloud.properties(source), "FilterCriteria", "Filters")).stream()
        .map(filter -> json((String) Cloud.at(filter, "Pattern")))
        .toList();
  }

  private static Object json(String text) {
    try {
      return new ObjectMapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
