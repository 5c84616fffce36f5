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
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of the posts table as Lambda would: each shard from its beginning, each record
 * until it is handled or has failed too often. After a restart it begins anew, which every handler
 * stands. One thread.
 */
final class StreamPoll implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPoll.class);
  private static final int MOST_FAILURES = 5;

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final ChangeHandler handler;
  private final Map<String, ShardPoll> shards = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  StreamPoll(DynamoDbStreamsClient client, String stream, ChangeHandler handler) {
    this.client = client;
    this.stream = stream;
    this.handler = handler;
  }

  /** Reads what is new in every shard. */
  @Override
  public void run() {
    List<Shard> found =
        client.describeStream(d -> d.streamArn(stream)).streamDescription().shards();
    for (Shard shard : found) {
      shards
          .computeIfAbsent(shard.shardId(), id -> new ShardPoll(client, stream, id))
          .read(this::handled);
    }
  }

  /** Whether to go on after this record. */
  private boolean handled(Record record) {
    String sequence = record.dynamodb().sequenceNumber();
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

  static StreamRecord read(Record record) {
    Optional<Item> before = image(record.dynamodb().hasOldImage(), record.dynamodb().oldImage());
    Optional<Item> after = image(record.dynamodb().hasNewImage(), record.dynamodb().newImage());
    return new StreamRecord(
        record.eventNameAsString(),
        before,
        after,
        byTimeToLive(record) || unsigned(record, before),
        record.dynamodb().approximateCreationDateTime());
  }

  private static boolean byTimeToLive(Record record) {
    return record.userIdentity() != null
        && "Service".equals(record.userIdentity().type())
        && "dynamodb.amazonaws.com".equals(record.userIdentity().principalId());
  }

  /**
   * {@link LocalTimeToLive} cannot sign as DynamoDB does, and emulators do not. Nothing else
   * removes a post that did not leave otherwise, so where its time was over, it was time to live.
   */
  private static boolean unsigned(Record record, Optional<Item> before) {
    return record.userIdentity() == null
        && before
            .map(PostItem::read)
            .filter(post -> !post.status().leaving())
            .filter(post -> post.expired(record.dynamodb().approximateCreationDateTime()))
            .isPresent();
  }

  private static Optional<Item> image(boolean present, Map<String, AttributeValue> attributes) {
    return present ? Optional.of(new Item(attributes)) : Optional.empty();
  }
}
