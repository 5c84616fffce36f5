package org.imprimatur.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One partition of an index, walked in the order of its sort key.
 *
 * <p>An index lags behind its table, and DynamoDB counts a page before anything is filtered out of
 * it. So each round of a page is put right by {@code current}, and rounds follow each other until
 * the page is full or {@value #MOST_ROUNDS} are over; then the page is shorter than was asked for
 * and its cursor goes on from there.
 *
 * @param reads the table
 * @param index the index
 * @param partition the attribute that chooses the partition
 * @param value the partition
 * @param order the attribute that sorts it, made by {@link Place}
 * @param ascending whether the walk goes up
 * @param current what the items of a round stand for now; leaves out what has to stay hidden
 * @param place where an item stands
 */
record Listing<T>(
    Reads reads,
    String index,
    String partition,
    String value,
    String order,
    boolean ascending,
    Function<List<Item>, List<T>> current,
    Function<T, Cursor> place) {
  private static final int MOST_ROUNDS = 10;

  /** One more than a page tells that there are more; a BatchGetItem takes no more than this. */
  private static final int LARGEST_ROUND = 100;

  Page<T> page(PageRequest page) {
    List<T> found = new ArrayList<>();
    Map<String, AttributeValue> start = Map.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      QueryResponse answer = reads.query(query(page, page.limit() + 1 - found.size(), start));
      found.addAll(current.apply(answer.items().stream().map(Item::new).toList()));
      start = answer.lastEvaluatedKey();
      if (found.size() > page.limit() || start.isEmpty()) {
        return Page.of(found, page.limit(), place);
      }
    }
    return new Page<>(found, Optional.of(Place.cursor(new Item(start).string(order))));
  }

  private QueryRequest.Builder query(
      PageRequest page, int wanted, Map<String, AttributeValue> start) {
    Terms terms = new Terms().text(":partition", value);
    page.after().ifPresent(after -> terms.text(":after", Place.of(after)));
    String beyond = " AND #" + order + (ascending ? " > " : " < ") + ":after";
    String condition = "#" + partition + " = :partition" + (page.after().isPresent() ? beyond : "");
    return QueryRequest.builder()
        .indexName(index)
        .keyConditionExpression(condition)
        .expressionAttributeNames(Terms.names(condition))
        .expressionAttributeValues(terms.values())
        .scanIndexForward(ascending)
        .limit(Math.min(wanted, LARGEST_ROUND))
        .exclusiveStartKey(start.isEmpty() ? null : start);
  }
}
