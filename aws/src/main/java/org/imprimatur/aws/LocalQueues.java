package org.imprimatur.aws;

import java.util.Map;
import java.util.Objects;
import org.imprimatur.event.Subscription;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Makes the bus, and for each subscription a queue that holds its delay and a rule that fills it
 * (<a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html">rules</a>).
 */
record LocalQueues(EventBridgeClient eventBridge, SqsClient sqs, String busName) {
  private static final String VISIBILITY_SECONDS = "30";

  void createBus() {
    try {
      eventBridge.createEventBus(bus -> bus.name(busName));
    } catch (ResourceAlreadyExistsException e) {
      // It is there already.
    }
  }

  /** The address of the subscription's queue. */
  String create(Subscription subscription) {
    String name = busName + "-" + subscription.name();
    Map<QueueAttributeName, String> attributes =
        Map.of(
            QueueAttributeName.DELAY_SECONDS,
            Long.toString(subscription.delay().toSeconds()),
            QueueAttributeName.VISIBILITY_TIMEOUT,
            VISIBILITY_SECONDS);
    String url = create(name, attributes);
    fill(name, subscription.pattern(), arn(url));
    return url;
  }

  /** A queue that is there with another delay gets this one. */
  private String create(String name, Map<QueueAttributeName, String> attributes) {
    try {
      return sqs.createQueue(queue -> queue.queueName(name).attributes(attributes)).queueUrl();
    } catch (QueueNameExistsException e) {
      String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
      sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
      return url;
    }
  }

  private String arn(String url) {
    return Objects.requireNonNull(
        sqs.getQueueAttributes(
                get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }

  private void fill(String rule, String pattern, String queue) {
    eventBridge.putRule(put -> put.eventBusName(busName).name(rule).eventPattern(pattern));
    eventBridge.putTargets(
        put ->
            put.eventBusName(busName)
                .rule(rule)
                .targets(Target.builder().id("queue").arn(queue).build()));
  }
}
