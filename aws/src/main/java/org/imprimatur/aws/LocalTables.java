package org.imprimatur.aws;

import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** Makes the tables that are missing, where no infrastructure code does. */
record LocalTables(DynamoDbClient client, Tables tables) {

  void create() {
    tables.requests().forEach(this::create);
  }

  private void create(CreateTableRequest request) {
    try {
      client.createTable(request);
    } catch (ResourceInUseException e) {
      // It is there already.
    }
    client
        .waiter()
        .waitUntilTableExists(
            DescribeTableRequest.builder().tableName(request.tableName()).build());
  }

  /** Lets what has ended be removed, but for posts, which {@link LocalTimeToLive} removes. */
  void expire() {
    timeToLive(tables.sessions());
    timeToLive(tables.notices());
  }

  /** An emulator may lack it, and a table that has it says so by an error; neither stops us. */
  private void timeToLive(String table) {
    try {
      client.updateTimeToLive(
          update ->
              update
                  .tableName(table)
                  .timeToLiveSpecification(
                      ttl -> ttl.enabled(true).attributeName(Tables.TIME_TO_LIVE)));
    } catch (SdkServiceException e) {
      if (e.isThrottlingException()) {
        throw e;
      }
    }
  }
}
