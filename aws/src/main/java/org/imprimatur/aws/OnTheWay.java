package org.imprimatur.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.json.JsonText;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How many events wait in the queues that the rules of a bus fill, and in the queues of dead
 * letters behind those. DynamoDB's and EventBridge's own retries are in neither. The numbers are <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/approximate-metrics.html">approximate</a>.
 */
record OnTheWay(EventBridgeClient eventBridge, SqsClient sqs, String busName) {
  private static final String QUEUE = ":sqs:";

  /** The number for each queue that is not empty, by its name. */
  Map<String, Long> waiting() {
    Map<String, Long> waiting = new LinkedHashMap<>();
    queues()
        .distinct()
        .flatMap(this::withDeadLetters)
        .distinct()
        .forEach(arn -> count(arn, waiting));
    return waiting;
  }

  private Stream<String> queues() {
    return eventBridge.listRules(list -> list.eventBusName(busName)).rules().stream()
        .map(Rule::name)
        .flatMap(this::targets)
        .filter(arn -> arn.contains(QUEUE));
  }

  private Stream<String> targets(String rule) {
    return eventBridge
        .listTargetsByRule(list -> list.eventBusName(busName).rule(rule))
        .targets()
        .stream()
        .map(Target::arn);
  }

  private Stream<String> withDeadLetters(String arn) {
    return Stream.concat(
        Stream.of(arn),
        Optional.ofNullable(attributes(arn).get(QueueAttributeName.REDRIVE_POLICY)).stream()
            .map(OnTheWay::deadLetters));
  }

  private static String deadLetters(String policy) {
    try {
      return Json.text(JsonText.read(policy), "deadLetterTargetArn");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a queue with an unreadable policy", e);
    }
  }

  private void count(String arn, Map<String, Long> waiting) {
    Map<QueueAttributeName, String> attributes = attributes(arn);
    long messages =
        Stream.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
            .mapToLong(name -> Long.parseLong(attributes.getOrDefault(name, "0")))
            .sum();
    if (messages > 0) {
      waiting.put(name(arn), messages);
    }
  }

  private Map<QueueAttributeName, String> attributes(String arn) {
    String url =
        sqs.getQueueUrl(get -> get.queueName(name(arn)).queueOwnerAWSAccountId(account(arn)))
            .queueUrl();
    return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private static String account(String arn) {
    return arn.split(":", -1)[4];
  }
}
