package org.imprimatur.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * One shard that keeps its last records and counts positions among those it keeps, as some
 * emulators do. Its iterators can be made to expire, and it can be closed.
 */
final class ForgetfulStream implements DynamoDbStreamsClient {
  private final int kept;
  private final List<Record> records = new ArrayList<>();
  private boolean expired;
  private boolean closed;

  ForgetfulStream(int kept) {
    this.kept = kept;
  }

  void add(String sequence) {
    records.add(Record.builder().dynamodb(data -> data.sequenceNumber(sequence)).build());
    if (records.size() > kept) {
      records.remove(0);
    }
  }

  /** Refuses the iterator that is asked with next. */
  void expire() {
    expired = true;
  }

  void endShard() {
    closed = true;
  }

  @Override
  public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    long after = Optional.ofNullable(request.sequenceNumber()).map(Long::valueOf).orElse(0L);
    long position =
        records.stream()
            .filter(record -> Long.parseLong(record.dynamodb().sequenceNumber()) <= after)
            .count();
    return GetShardIteratorResponse.builder().shardIterator(Long.toString(position)).build();
  }

  @Override
  public GetRecordsResponse getRecords(GetRecordsRequest request) {
    if (expired) {
      expired = false;
      throw ExpiredIteratorException.builder().message("too old").build();
    }
    int from = Integer.parseInt(request.shardIterator());
    return GetRecordsResponse.builder()
        .records(List.copyOf(records.subList(from, records.size())))
        .nextShardIterator(closed ? null : Integer.toString(records.size()))
        .build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
