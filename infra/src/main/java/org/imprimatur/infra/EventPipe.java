package org.imprimatur.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The way of one kind of event from the bus to a function: a rule, a queue, the function. What the
 * rule cannot put into the queue and what the function cannot handle ends in one queue of dead
 * letters, as the same message, so that one command hands both out again.
 */
final class EventPipe extends Construct {
  private static final int BATCH = 10;
  private static final int SECONDS_A_DAY = 86_400;
  private static final int MOST_TRIES_OF_A_RULE = 185;

  private final Duration delay;
  private final Queue queue;
  private final Queue failed;
  private final CfnRule rule;

  /**
   * Makes the way up to the function.
   *
   * @param pattern the EventBridge pattern, as JSON
   * @param delay how long each event waits before the function sees it
   * @param retries when what failed is tried again
   */
  EventPipe(
      Construct scope, String id, EventBus bus, String pattern, Duration delay, Retries retries) {
    super(scope, id);
    this.delay = delay;
    this.failed = deadLetters(this, "Failed");
    this.queue = queue(retries);
    this.rule = rule(bus, pattern);
    List.of(queue, failed).forEach(this::acceptFromRule);
  }

  /** A queue in which what failed for good is kept as long as a queue can. */
  static Queue deadLetters(Construct scope, String id) {
    Queue queue = encrypted(scope, id).retentionPeriod(Duration.days(14)).build();
    Excused.of("SQS3", queue, "It is the queue of dead letters, of a rule or of a function.");
    return queue;
  }

  /** What the function has to be allowed. */
  PolicyStatement reading() {
    return Allow.on(
        queue.getQueueArn(),
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:GetQueueAttributes");
  }

  /** Hands the events to a function, in up to {@code concurrency} batches at once. */
  void feed(LiveFunction function, int concurrency) {
    EventSourceMapping.Builder.create(this, "Source")
        .target(function.live())
        .eventSourceArn(queue.getQueueArn())
        .batchSize(BATCH)
        .maxConcurrency(concurrency)
        .reportBatchItemFailures(true)
        .build();
  }

  void watch(Watch watch, String name, int seconds) {
    watch.lag(name, queue, Math.toIntExact(delay.toSeconds().longValue()) + seconds);
    watch.deadLetters(name + "-failed", failed);
    watch.rule(name, Map.of("RuleName", rule.getRef(), "EventBusName", busName()));
  }

  private String busName() {
    return String.valueOf(rule.getEventBusName());
  }

  private Queue queue(Retries retries) {
    return encrypted(this, "Queue")
        .deliveryDelay(delay)
        .visibilityTimeout(Duration.seconds(retries.every()))
        .retentionPeriod(Duration.days(4))
        .deadLetterQueue(
            DeadLetterQueue.builder().queue(failed).maxReceiveCount(retries.tries()).build())
        .build();
  }

  private CfnRule rule(EventBus bus, String pattern) {
    return CfnRule.Builder.create(this, "Rule")
        .eventBusName(bus.getEventBusName())
        .eventPattern(json(pattern))
        .state("ENABLED")
        .targets(List.of(target()))
        .build();
  }

  private CfnRule.TargetProperty target() {
    return CfnRule.TargetProperty.builder()
        .id("Queue")
        .arn(queue.getQueueArn())
        .deadLetterConfig(
            CfnRule.DeadLetterConfigProperty.builder().arn(failed.getQueueArn()).build())
        .retryPolicy(
            CfnRule.RetryPolicyProperty.builder()
                .maximumEventAgeInSeconds(SECONDS_A_DAY)
                .maximumRetryAttempts(MOST_TRIES_OF_A_RULE)
                .build())
        .build();
  }

  private void acceptFromRule(Queue target) {
    target.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(target.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
            .build());
  }

  private static Queue.Builder encrypted(Construct scope, String id) {
    return Queue.Builder.create(scope, id).encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true);
  }

  /**
   * When what failed is tried again.
   *
   * @param every how many seconds later; at least six times what the function may take for a batch
   * @param tries how often in all
   */
  record Retries(int every, int tries) {
    /** As soon as a queue should, five times in all. */
    static Retries soon(int longest) {
      return new Retries(6 * longest, 5);
    }
  }

  private static Map<String, Object> json(String text) {
    try {
      return new ObjectMapper().readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a pattern: " + text, e);
    }
  }
}
