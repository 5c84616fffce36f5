package org.imprimatur.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.imprimatur.post.Change;
import org.imprimatur.post.Posts;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Kept;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The stream of a posts table at an endpoint, and how much it still has to tell. What it tells
 * happens at the time of the test.
 */
final class EndpointStream {
  private final LocalTimeToLive timeToLive;
  private final DynamoDbStreamsClient streams;
  private final String stream;
  private final Clock clock;
  private final Map<String, ShardPoll> shards = new HashMap<>();
  private final AtomicInteger expected = new AtomicInteger();
  private int told;

  EndpointStream(
      DynamoDbClient dynamoDb, DynamoDbStreamsClient streams, Tables tables, Clock clock) {
    timeToLive = new LocalTimeToLive(dynamoDb, tables);
    this.streams = streams;
    this.clock = clock;
    stream = dynamoDb.describeTable(d -> d.tableName(tables.posts())).table().latestStreamArn();
  }

  Posts counted(Posts posts) {
    return new CountedPosts(posts, expected);
  }

  Intake counted(Intake intake) {
    return entries -> {
      List<Kept> kept = intake.keep(entries);
      for (int i = 0; i < kept.size(); i++) {
        expected.addAndGet(kept.get(i) == Kept.ADDED && waits(entries.get(i)) ? 1 : 0);
      }
      return kept;
    };
  }

  private static boolean waits(Entry entry) {
    return entry instanceof Entry.OnBoard o && Change.ofArrival(o.post()).isPresent();
  }

  boolean owes() {
    return told < expected.get();
  }

  /** Reads what is there. */
  void read(Consumer<Change> changes) {
    for (Shard shard :
        streams.describeStream(d -> d.streamArn(stream)).streamDescription().shards()) {
      shards
          .computeIfAbsent(shard.shardId(), id -> new ShardPoll(streams, stream, id))
          .read(record -> take(record, changes));
    }
  }

  private boolean take(Record record, Consumer<Change> changes) {
    Optional<Change> change = now(record).change();
    told += change.isPresent() ? 1 : 0;
    change.ifPresent(changes);
    return true;
  }

  private StreamRecord now(Record record) {
    StreamRecord read = StreamPoll.read(record);
    return new StreamRecord(
        read.name(), read.before(), read.after(), read.byTimeToLive(), clock.instant());
  }

  /** Removes up to {@code limit} posts whose time is over. */
  int sweep(Instant now, int limit) {
    int removed = timeToLive.sweep(now, limit);
    expected.addAndGet(removed);
    return removed;
  }

  @Override
  public String toString() {
    return "the stream told " + told + " changes of " + expected;
  }
}
