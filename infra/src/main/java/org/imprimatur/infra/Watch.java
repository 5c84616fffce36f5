package org.imprimatur.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Watches everything that can fall behind or lose something. Each alarm names its place in the
 * runbook and goes to one topic; all of them and what they watch are on one dashboard.
 */
final class Watch extends Construct {
  private static final String RUNBOOK = "docs/aws.md#";
  private static final int WIDTH = 8;

  private final Stage stage;
  private final Topic topic;
  private final List<IAlarm> alarms = new ArrayList<>();
  private final List<IWidget> widgets = new ArrayList<>();

  Watch(Construct scope, Settings settings) {
    super(scope, "Watch");
    this.stage = settings.stage();
    this.topic =
        Topic.Builder.create(this, "Alarms")
            .displayName("Imprimatur " + stage.name())
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(alarmsMayPublish());
    settings.alarmMail().map(EmailSubscription::new).ifPresent(topic::addSubscription);
  }

  Topic topic() {
    return topic;
  }

  /** Errors and throttles of a function. */
  void function(String name, LiveFunction live, int errors) {
    Metric failed = sum("AWS/Lambda", "Errors", functionName(live));
    Metric throttled = sum("AWS/Lambda", "Throttles", functionName(live));
    alarm(name + "-errors", failed, errors, 1, "function-errors");
    alarm(name + "-throttles", throttled, 1, 1, "function-throttles");
    Metric time =
        metric("AWS/Lambda", "Duration", functionName(live))
            .statistic("p99")
            .period(Duration.minutes(5))
            .build();
    graph(name, List.of(sum("AWS/Lambda", "Invocations", functionName(live)), failed), time);
  }

  /** Anything at all in a queue of what failed for good. */
  void deadLetters(String name, Queue queue) {
    Metric depth = queueMetric(queue, "ApproximateNumberOfMessagesVisible");
    alarm(name, depth, 1, 1, "dead-letters");
    graph(name, List.of(depth));
  }

  /** What waits in a queue for longer than it should. */
  void lag(String name, Queue queue, int seconds) {
    Metric age = queueMetric(queue, "ApproximateAgeOfOldestMessage");
    alarm(name + "-lag", age, seconds, 1, "approval-lag");
    graph(name + "-lag", List.of(age));
  }

  /** Records of the change stream that wait, and batches that were given up. */
  void changes(String name, LiveFunction live, EventSourceMapping source) {
    Metric age =
        metric("AWS/Lambda", "IteratorAge", functionName(live))
            .statistic("Maximum")
            .period(Duration.minutes(1))
            .build();
    Metric givenUp =
        sum(
            "AWS/Lambda",
            "OnFailureDestinationDeliveredEventCount",
            Map.of("EventSourceMappingUUID", source.getEventSourceMappingId()));
    alarm(name + "-stream-age", age, Duration.minutes(10).toMilliseconds(), 5, "stream-age");
    alarm(name + "-batches", givenUp, 1, 1, "failed-batches");
    graph(name + "-stream", List.of(age), givenUp);
  }

  /** Events that a rule could not hand over. */
  void rule(String name, Map<String, String> dimensions) {
    Metric failed = sum("AWS/Events", "FailedInvocations", dimensions);
    alarm(name + "-rule", failed, 1, 1, "dead-letters");
  }

  /** Requests to a table, or to one of its indexes, that were refused for being too many. */
  void table(String name, Map<String, String> dimensions) {
    Metric reads = sum("AWS/DynamoDB", "ReadThrottleEvents", dimensions);
    Metric writes = sum("AWS/DynamoDB", "WriteThrottleEvents", dimensions);
    alarm(name + "-reads", reads, 1, 2, "table-throttles");
    alarm(name + "-writes", writes, 1, 2, "table-throttles");
    graph(name, List.of(reads, writes));
  }

  /** Answers that tell of a fault of ours. */
  void api(String apiId) {
    Metric faults = sum("AWS/ApiGateway", "5xx", Map.of("ApiId", apiId));
    Metric requests = sum("AWS/ApiGateway", "Count", Map.of("ApiId", apiId));
    alarm("api-faults", faults, 5, 1, "api-faults");
    graph("api", List.of(requests, faults));
  }

  /** Puts all that was given to this on a dashboard; nothing can be added afterwards. */
  void show() {
    Dashboard board =
        Dashboard.Builder.create(this, "Dashboard").dashboardName(stage.stackName()).build();
    board.addWidgets(
        AlarmStatusWidget.Builder.create().title("Alarms").alarms(alarms).width(24).build());
    for (int row = 0; row < widgets.size(); row += 24 / WIDTH) {
      board.addWidgets(
          widgets.subList(row, Math.min(widgets.size(), row + 24 / WIDTH)).toArray(IWidget[]::new));
    }
  }

  private void alarm(String name, IMetric metric, Number threshold, int periods, String chapter) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName(stage.stackName() + "-" + name)
            .alarmDescription("What to do: " + RUNBOOK + chapter)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    alarms.add(alarm);
  }

  private void graph(String title, List<? extends IMetric> left, IMetric... right) {
    widgets.add(
        GraphWidget.Builder.create()
            .title(title)
            .left(left)
            .right(List.of(right))
            .width(WIDTH)
            .build());
  }

  /** Needed, because the rule on encrypted transport takes the place of the topic's own policy. */
  private PolicyStatement alarmsMayPublish() {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("sns:Publish"))
        .resources(List.of(topic.getTopicArn()))
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }

  private static Map<String, String> functionName(LiveFunction live) {
    return Map.of("FunctionName", live.function().getFunctionName());
  }

  private static Metric queueMetric(Queue queue, String name) {
    return metric("AWS/SQS", name, Map.of("QueueName", queue.getQueueName()))
        .statistic("Maximum")
        .period(Duration.minutes(1))
        .build();
  }

  private static Metric sum(String namespace, String name, Map<String, String> dimensions) {
    return metric(namespace, name, dimensions).statistic("Sum").period(Duration.minutes(5)).build();
  }

  private static Metric.Builder metric(
      String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create().namespace(namespace).metricName(name).dimensionsMap(dimensions);
  }
}
