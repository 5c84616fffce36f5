package org.imprimatur.aws;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads one table whole; for an operator's export and nothing else. */
record TableScan(DynamoDbClient client, Table table, Calls calls, Patience patience) {
  private static final int PAGE = 500;

  /** Every item once, a page at a time, each as the last write before its page left it. */
  void forEach(Consumer<Item> each) {
    Map<String, AttributeValue> start = Map.of();
    do {
      Map<String, AttributeValue> from = start;
      ScanResponse answer = patience.with(() -> page(from));
      answer.items().stream().map(Item::new).forEach(each);
      start = answer.lastEvaluatedKey();
    } while (!start.isEmpty());
  }

  private ScanResponse page(Map<String, AttributeValue> start) {
    ScanResponse answer =
        calls.read(
            "Scan",
            watched ->
                client.scan(
                    scan ->
                        scan.tableName(table.name())
                            .consistentRead(true)
                            .limit(PAGE)
                            .exclusiveStartKey(start.isEmpty() ? null : start)
                            .returnConsumedCapacity(TOTAL)
                            .overrideConfiguration(watched)));
    calls.consumed("Scan", answer.consumedCapacity());
    return answer;
  }
}
