package org.imprimatur.aws;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imprimatur.post.StoreUnavailable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The reads of one table: by key they are strongly consistent, by index they lag behind. */
final class Reads {
  /** DynamoDB gives back what it could not read in time; asking so often is enough on any day. */
  private static final int MOST_ROUNDS = 10;

  private final DynamoDbClient client;
  private final Table table;
  private final Calls calls;

  Reads(DynamoDbClient client, Table table, Calls calls) {
    this.client = client;
    this.table = table;
    this.calls = calls;
  }

  /** The item of this key as the last write left it. */
  Optional<Item> find(String key) {
    GetItemResponse answer =
        calls.read(
            "GetItem",
            watched ->
                client.getItem(
                    get ->
                        get.tableName(table.name())
                            .key(key(key))
                            .consistentRead(true)
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("GetItem", answer.consumedCapacity());
    return answer.hasItem() ? Optional.of(new Item(answer.item())) : Optional.empty();
  }

  /**
   * The items of up to 100 keys as the last writes left them, in the order of the keys, without
   * those that are gone.
   */
  List<Item> findAll(List<String> keys) {
    List<Item> found = new ArrayList<>();
    List<Map<String, AttributeValue>> wanted = keys.stream().map(this::key).toList();
    for (int round = 0; !wanted.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new StoreUnavailable("BatchGetItem is slow", true, new IllegalStateException());
      }
      BatchGetItemResponse answer = batch(wanted);
      answer.responses().getOrDefault(table.name(), List.of()).stream()
          .map(Item::new)
          .forEach(found::add);
      wanted = unread(answer);
    }
    Map<String, Item> byKey =
        found.stream().collect(toMap(item -> item.string(table.key()), i -> i));
    return keys.stream().map(byKey::get).filter(Objects::nonNull).toList();
  }

  private BatchGetItemResponse batch(List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    BatchGetItemResponse answer =
        calls.read(
            "BatchGetItem",
            watched ->
                client.batchGetItem(
                    get ->
                        get.requestItems(Map.of(table.name(), wanted))
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("BatchGetItem", answer.consumedCapacity());
    return answer;
  }

  private List<Map<String, AttributeValue>> unread(BatchGetItemResponse answer) {
    KeysAndAttributes left = answer.unprocessedKeys().get(table.name());
    return left == null ? List.of() : left.keys();
  }

  /** One round of a query on an index; may be empty though more is to come. */
  QueryResponse query(QueryRequest.Builder query) {
    QueryResponse answer =
        calls.read(
            "Query",
            watched ->
                client.query(
                    query
                        .tableName(table.name())
                        .returnConsumedCapacity(TOTAL)
                        .overrideConfiguration(watched)
                        .build()));
    calls.consumed("Query", answer.consumedCapacity());
    return answer;
  }

  private Map<String, AttributeValue> key(String key) {
    return Map.of(table.key(), Item.text(key));
  }
}
