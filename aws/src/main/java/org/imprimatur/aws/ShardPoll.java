package org.imprimatur.aws;

import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads one shard of a stream from its beginning to its end, each record until it is done. Keeps
 * its place in memory: a place that is refused, as one is that nobody asked for in fifteen minutes,
 * is the beginning again. One thread.
 */
final class ShardPoll {
  private static final int MOST_IDLE = 40;

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final String shard;
  private Optional<String> iterator = Optional.empty();
  private Optional<String> last = Optional.empty();
  private int idle;
  private boolean closed;

  ShardPoll(DynamoDbStreamsClient client, String stream, String shard) {
    this.client = client;
    this.stream = stream;
    this.shard = shard;
  }

  /** Hands on what is new, in order; a record that is not done comes again the next time. */
  void read(Predicate<Record> done) {
    if (closed) {
      return;
    }
    try {
      String from = iterator.orElseGet(this::place);
      take(client.getRecords(get -> get.shardIterator(from)), done);
    } catch (SdkServiceException e) {
      iterator = Optional.empty();
      last = Optional.empty();
      throw e;
    }
  }

  private void take(GetRecordsResponse answer, Predicate<Record> done) {
    for (Record record : answer.records()) {
      if (!done.test(record)) {
        iterator = Optional.empty();
        return;
      }
      last = Optional.of(record.dynamodb().sequenceNumber());
    }
    closed = answer.nextShardIterator() == null;
    idle = answer.records().isEmpty() ? idle + 1 : 0;
    iterator = lost() ? Optional.empty() : Optional.ofNullable(answer.nextShardIterator());
  }

  /**
   * An emulator that counts positions among the records it keeps never has news at a place whose
   * records it forgot: after a while without any, the place is looked up by the last record.
   */
  private boolean lost() {
    return last.isPresent() && idle % MOST_IDLE == MOST_IDLE - 1;
  }

  private String place() {
    return client
        .getShardIterator(
            get ->
                get.streamArn(stream)
                    .shardId(shard)
                    .shardIteratorType(
                        last.isPresent()
                            ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                            : ShardIteratorType.TRIM_HORIZON)
                    .sequenceNumber(last.orElse(null)))
        .shardIterator();
  }
}
