package org.imprimatur.aws;

import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes away what a test has made at an endpoint, and says what it could not. */
record EndpointRemains(DynamoDbClient dynamoDb, EventBridgeClient eventBridge, SqsClient sqs) {

  void remove(AwsSettings made) {
    made.tables().requests().forEach(request -> table(request.tableName()));
    quietly(() -> bus(made.busName()));
    sqs.listQueues(list -> list.queueNamePrefix(made.busName()))
        .queueUrls()
        .forEach(url -> quietly(() -> sqs.deleteQueue(delete -> delete.queueUrl(url))));
  }

  private void table(String name) {
    quietly(() -> dynamoDb.deleteTable(delete -> delete.tableName(name)));
  }

  private void bus(String name) {
    eventBridge.listRules(list -> list.eventBusName(name)).rules().forEach(this::rule);
    eventBridge.deleteEventBus(delete -> delete.name(name));
  }

  private void rule(Rule rule) {
    eventBridge.removeTargets(
        remove -> remove.eventBusName(rule.eventBusName()).rule(rule.name()).ids("queue"));
    eventBridge.deleteRule(delete -> delete.eventBusName(rule.eventBusName()).name(rule.name()));
  }

  private static void quietly(Runnable removal) {
    try {
      removal.run();
    } catch (SdkServiceException e) {
      System.err.println("left behind at the endpoint: " + e.getMessage());
    }
  }
}
