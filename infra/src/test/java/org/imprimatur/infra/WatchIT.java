package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WatchIT {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  @Test
  void everyFunctionHasAlarmsOnErrorsAndThrottles() {
    notices(WatchIT::functions, Stacks.dev(), Stacks.dev().without("Watcharchiveerrors"));
  }

  private static void functions(Cloud cloud) {
    List<String> functions =
        cloud.names("AWS::Lambda::Function").stream().map(name -> "${" + name + "}").toList();
    assertThat(watched(cloud, "Errors")).containsExactlyInAnyOrderElementsOf(functions);
    assertThat(watched(cloud, "Throttles")).containsExactlyInAnyOrderElementsOf(functions);
  }

  @Test
  void everyQueueOfDeadLettersHasAnAlarm() {
    notices(WatchIT::deadLetters, Stacks.dev(), Stacks.dev().without("Watchresponsesfailed"));
  }

  private static void deadLetters(Cloud cloud) {
    List<String> queues =
        cloud.names("AWS::SQS::Queue").stream()
            .filter(name -> name.endsWith("Failed"))
            .map(name -> "${" + name + ".QueueName}")
            .toList();
    assertThat(queues).hasSize(3);
    assertThat(watched(cloud, "ApproximateNumberOfMessagesVisible"))
        .containsExactlyInAnyOrderElementsOf(queues);
    assertThat(watched(cloud, "ApproximateAgeOfOldestMessage"))
        .containsExactlyInAnyOrder(
            "${ApprovalRequestsQueue.QueueName}", "${ApprovalResponsesQueue.QueueName}");
    assertThat(watched(cloud, "FailedInvocations"))
        .containsExactlyInAnyOrder("${ApprovalRequestsRule}", "${ApprovalResponsesRule}");
  }

  @Test
  void aStreamThatFallsBehindIsNoticedWithinAnHourAndLongBeforeItForgets() {
    notices(
        WatchIT::streams,
        Stacks.dev(),
        Stacks.dev().breaking("Watcharchivestreamage", it -> it.put("Threshold", 86_400_000)));
  }

  private static void streams(Cloud cloud) {
    assertThat(watched(cloud, "IteratorAge"))
        .containsExactlyInAnyOrder(
            "${ApprovalFollowChangesFunction}", "${ApprovalArchiveFunction}");
    assertThat(cloud.all(ALARM).values())
        .filteredOn(alarm -> "IteratorAge".equals(alarm.get("MetricName")))
        .allSatisfy(
            alarm -> {
              int minutes =
                  (Integer) alarm.get("Threshold") / 60_000
                      + (Integer) alarm.get("Period")
                          * (Integer) alarm.get("EvaluationPeriods")
                          / 60;
              assertThat(minutes).isLessThanOrEqualTo(60);
            });
    assertThat(watched(cloud, "OnFailureDestinationDeliveredEventCount"))
        .containsExactlyInAnyOrder("${ApprovalFollowChangesSource}", "${ApprovalArchiveSource}");
  }

  @Test
  void alarmsAreAsManyAsTheCostAtRestSays() {
    assertThat(Stacks.dev().names("AWS::CloudWatch::Alarm")).hasSize(40);
  }

  @Test
  void requestsThatTheTablesRefuseAreNoticed() {
    assertThat(watched(Stacks.dev(), "WriteThrottleEvents"))
        .contains(
            "${BoardPosts}",
            "${BoardArchive}",
            "${BoardSessions}",
            "${BoardAudit}",
            "${BoardNotices}");
    assertThat(watched(Stacks.dev(), "ReadThrottleEvents"))
        .contains(
            "${BoardPosts}",
            "${BoardArchive}",
            "${BoardSessions}",
            "${BoardAudit}",
            "${BoardNotices}");
    assertThat(Stacks.dev().properties("Watchpostsbypublishedwrites").get("Dimensions").toString())
        .contains("by-published");
    assertThat(watched(Stacks.dev(), "5xx")).containsExactly("${WebApi}");
  }

  @Test
  void everyAlarmReachesTheTopicAndTheTopicTakesIt() {
    notices(
        WatchIT::reaching,
        Stacks.own(),
        Stacks.own().breaking("Watcharchiveerrors", it -> it.remove("AlarmActions")));
    notices(
        WatchIT::reaching,
        Stacks.own(),
        Stacks.own()
            .breaking(
                "WatchAlarmsPolicy",
                it -> Cloud.list(Cloud.at(it, "PolicyDocument", "Statement")).remove(1)));
    assertThat(Stacks.own().only("AWS::SNS::Subscription"))
        .containsEntry("Protocol", "email")
        .containsEntry("Endpoint", "operators@example.org");
  }

  private static void reaching(Cloud cloud) {
    assertThat(cloud.all(ALARM).values())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            alarm -> assertThat(alarm).containsEntry("AlarmActions", List.of("${WatchAlarms}")));
    assertThat(
            Cloud.list(
                Cloud.at(cloud.properties("WatchAlarmsPolicy"), "PolicyDocument", "Statement")))
        .anySatisfy(
            statement ->
                assertThat(Cloud.map(statement))
                    .containsEntry("Effect", "Allow")
                    .containsEntry("Action", "sns:Publish")
                    .containsEntry("Principal", Map.of("Service", "cloudwatch.amazonaws.com")));
  }

  @Test
  void everyAlarmNamesAChapterOfTheRunbook() throws IOException {
    Set<String> chapters =
        Files.readAllLines(Path.of("..", "docs", "aws.md")).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());

    assertThat(Stacks.dev().all(ALARM).values())
        .extracting(alarm -> alarm.get("AlarmDescription").toString())
        .allSatisfy(text -> assertThat(chapters).contains(text.replaceFirst(".*#", "")));
  }

  @Test
  void theDashboardShowsWhatIsWatched() {
    Object body = Stacks.dev().only("AWS::CloudWatch::Dashboard").get("DashboardBody");

    assertThat((String) body)
        .contains("IteratorAge", "ApproximateAgeOfOldestMessage", "5xx", "Invocations", "p99")
        .contains("${Watcharchiveerrors.Arn}");
  }

  /** The first dimension of every alarm on a metric. */
  private static List<String> watched(Cloud cloud, String metric) {
    return cloud.all(ALARM).values().stream()
        .filter(alarm -> metric.equals(alarm.get("MetricName")))
        .map(
            alarm ->
                Cloud.list(alarm.get("Dimensions")).stream()
                    .filter(it -> !Cloud.at(it, "Name").equals("EventBusName"))
                    .filter(it -> !Cloud.at(it, "Name").equals("GlobalSecondaryIndexName"))
                    .map(it -> (String) Cloud.at(it, "Value"))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
