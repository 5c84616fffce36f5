package org.imprimatur.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.session.ExpiringEntries;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Small values with an end, in the table of sessions. */
final class DynamoEntries implements ExpiringEntries {
  private static final String PREFIX = "entry#";

  private final Reads reads;
  private final Writes writes;

  DynamoEntries(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public boolean putIfAbsent(String key, String value, Instant until, Instant now) {
    Map<String, AttributeValue> item =
        Map.of(
            "key", Item.text(PREFIX + key),
            "value", Item.text(value),
            "until", Item.millis(until),
            "expires", Item.seconds(until));
    return writes
        .put(
            item,
            "attribute_not_exists(#key) OR #until <= :now",
            new Terms().value(":now", Item.millis(now)))
        .fold(done -> true, current -> false);
  }

  @Override
  public Optional<String> find(String key, Instant now) {
    return reads
        .find(PREFIX + key)
        .filter(item -> now.isBefore(item.time("until")))
        .map(item -> item.string("value"));
  }

  @Override
  public void remove(String key) {
    writes.delete(PREFIX + key, "attribute_exists(#key)", new Terms());
  }
}
