package org.imprimatur.aws;

import java.time.Instant;
import java.util.Map;
import org.imprimatur.post.Status;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Removes posts whose time is over, as time to live would: emulators have none, do it once an hour,
 * or hide what has expired and keep it. The stream tells of each removal. Leaves alone what the
 * archiver is about to move. Reads the whole table each time, which is small where it is used.
 */
record LocalTimeToLive(DynamoDbClient client, Tables tables) {
  private static final String OVER = "#expires <= :now AND NOT #status IN (:rejected, :withdrawn)";

  /**
   * Removes up to {@code limit} posts. Safe in several places at once.
   *
   * @return how many
   */
  int sweep(Instant now, int limit) {
    Map<String, AttributeValue> values =
        Map.of(
            ":now", Item.secondOf(now),
            ":rejected", Item.text(Status.REJECTED.name()),
            ":withdrawn", Item.text(Status.WITHDRAWN.name()));
    return (int)
        client
            .scanPaginator(
                scan ->
                    scan.tableName(tables.posts())
                        .consistentRead(true)
                        .projectionExpression("id")
                        .filterExpression(OVER)
                        .expressionAttributeNames(Terms.names(OVER))
                        .expressionAttributeValues(values))
            .items()
            .stream()
            .limit(limit)
            .filter(key -> removed(key, values))
            .count();
  }

  private boolean removed(Map<String, AttributeValue> key, Map<String, AttributeValue> values) {
    try {
      client.deleteItem(
          delete ->
              delete
                  .tableName(tables.posts())
                  .key(key)
                  .conditionExpression(OVER)
                  .expressionAttributeNames(Terms.names(OVER))
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
