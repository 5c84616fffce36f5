package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.post.ChangeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of the posts table as Lambda would: each shard from its beginning, each record
 * until it is handled or has failed too often. Keeps its place in memory: after a restart it begins
 * anew, which every handler stands. One thread.
 */
final class StreamPoll implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPoll.class);
  private static final int MOST_FAILURES = 5;

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final ChangeHandler handler;
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  StreamPoll(DynamoDbStreamsClient client, String stream, ChangeHandler handler) {
    this.client = client;
    this.stream = stream;
    this.handler = handler;
  }

  /** Reads what is new in every shard. */
  @Override
  public void run() {
    List<Shard> shards =
        client.describeStream(d -> d.streamArn(stream)).streamDescription().shards();
    for (Shard shard : shards) {
      String iterator =
          iterators.computeIfAbsent(shard.shardId(), id -> iterator(id, Optional.empty()));
      if (!iterator.isEmpty()) {
        read(shard.shardId(), iterator);
      }
    }
  }

  private void read(String shard, String iterator) {
    GetRecordsResponse answer = client.getRecords(get -> get.shardIterator(iterator));
    for (Record record : answer.records()) {
      String sequence = record.dynamodb().sequenceNumber();
      if (!handled(record, sequence)) {
        iterators.put(shard, iterator(shard, Optional.of(sequence)));
        return;
      }
    }
    String next = answer.nextShardIterator();
    iterators.put(shard, next == null ? "" : next);
  }

  private String iterator(String shard, Optional<String> from) {
    return client
        .getShardIterator(
            get ->
                get.streamArn(stream)
                    .shardId(shard)
                    .shardIteratorType(
                        from.isPresent()
                            ? ShardIteratorType.AT_SEQUENCE_NUMBER
                            : ShardIteratorType.TRIM_HORIZON)
                    .sequenceNumber(from.orElse(null)))
        .shardIterator();
  }

  /** Whether to go on after this record. */
  private boolean handled(Record record, String sequence) {
    try {
      read(record).change().ifPresent(handler::handle);
      failures.remove(sequence);
      return true;
    } catch (RuntimeException e) {
      int count = failures.merge(sequence, 1, Integer::sum);
      LOG.warn("change failed sequence={} times={} {}", sequence, count, DeadLetter.reason(e));
      return count >= MOST_FAILURES;
    }
  }

  private static StreamRecord read(Record record) {
    boolean byTimeToLive =
        record.userIdentity() != null
            && "Service".equals(record.userIdentity().type())
            && "dynamodb.amazonaws.com".equals(record.userIdentity().principalId());
    return new StreamRecord(
        record.eventNameAsString(),
        image(record.dynamodb().hasOldImage(), record.dynamodb().oldImage()),
        image(record.dynamodb().hasNewImage(), record.dynamodb().newImage()),
        byTimeToLive,
        record.dynamodb().approximateCreationDateTime());
  }

  private static Optional<Item> image(boolean present, Map<String, AttributeValue> attributes) {
    return present ? Optional.of(new Item(attributes)) : Optional.empty();
  }
}
