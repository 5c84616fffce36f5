package org.imprimatur.aws;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The conditional writes of one table, each on one item.
 *
 * <p>Every put and update leaves a token of its own in the item. Where a retry finds the condition
 * no longer true because the attempt before it was stored and only its answer got lost, the token
 * says so and the write counts as done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.ConditionalUpdate">Conditional
 *     writes</a>
 */
final class Writes {
  private static final String TOKEN = "token";

  private final DynamoDbClient client;
  private final Table table;
  private final Calls calls;
  private final Reads reads;
  private final RandomGenerator random;

  Writes(DynamoDbClient client, Table table, Reads reads, Calls calls, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = reads;
    this.calls = calls;
    this.random = random;
  }

  /** Puts an item in the place of whatever is there, if {@code condition} holds. */
  Written put(Map<String, AttributeValue> item, String condition, Terms terms) {
    String token = token();
    Map<String, AttributeValue> stored = new HashMap<>(item);
    stored.put(TOKEN, Item.text(token));
    String key = new Item(item).string(table.key());
    return conditional(key, token, () -> stored(stored, condition, terms));
  }

  private Item stored(Map<String, AttributeValue> item, String condition, Terms terms) {
    PutItemResponse answer =
        calls.write(
            "PutItem",
            watched ->
                client.putItem(
                    put ->
                        put.tableName(table.name())
                            .item(item)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Terms.names(condition))
                            .expressionAttributeValues(terms.values())
                            .returnValuesOnConditionCheckFailure(ALL_OLD)
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("PutItem", answer.consumedCapacity());
    return new Item(item);
  }

  /**
   * Updates the item of {@code key} if {@code condition} holds, which has to ask for the item to be
   * there.
   *
   * @param assignments what follows SET
   * @param removals what follows REMOVE; may be empty
   */
  Written update(String key, String assignments, String removals, String condition, Terms terms) {
    String token = token();
    String remove = removals.isEmpty() ? "" : " REMOVE " + removals;
    String expression = "SET #token = :token, " + assignments + remove;
    return conditional(
        key, token, () -> update(key, expression, condition, terms.text(":token", token)));
  }

  private Item update(String key, String expression, String condition, Terms terms) {
    UpdateItemResponse answer =
        calls.write(
            "UpdateItem",
            watched ->
                client.updateItem(
                    update ->
                        update
                            .tableName(table.name())
                            .key(Map.of(table.key(), Item.text(key)))
                            .updateExpression(expression)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Terms.names(expression + " " + condition))
                            .expressionAttributeValues(terms.values())
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(ALL_OLD)
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("UpdateItem", answer.consumedCapacity());
    return new Item(answer.attributes());
  }

  /**
   * Deletes the item of {@code key} if {@code condition} holds.
   *
   * @return whether it did; a retry of a delete whose answer got lost did not
   */
  boolean delete(String key, String condition, Terms terms) {
    try {
      deleteItem(key, condition, terms);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private void deleteItem(String key, String condition, Terms terms) {
    DeleteItemResponse answer =
        calls.write(
            "DeleteItem",
            watched ->
                client.deleteItem(
                    delete ->
                        delete
                            .tableName(table.name())
                            .key(Map.of(table.key(), Item.text(key)))
                            .conditionExpression(condition)
                            .expressionAttributeNames(Terms.names(condition))
                            .expressionAttributeValues(terms.values())
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("DeleteItem", answer.consumedCapacity());
  }

  private Written conditional(String key, String token, Supplier<Item> write) {
    try {
      return new Written.Done(write.get());
    } catch (ConditionalCheckFailedException e) {
      Optional<Item> current = e.hasItem() ? Optional.of(new Item(e.item())) : reads.find(key);
      return current
          .filter(item -> item.maybeString(TOKEN).filter(token::equals).isPresent())
          .<Written>map(Written.Done::new)
          .orElseGet(() -> new Written.Refused(current));
    }
  }

  private String token() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
