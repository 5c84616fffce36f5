package org.imprimatur.aws;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imprimatur.Board;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.Subscription;
import org.imprimatur.session.ExpiringEntries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The part of the cloud that calls functions, inside one process: for a developer who has an
 * endpoint that speaks AWS ({@code AWS_ENDPOINT_URL}) and no account. Makes the tables, the bus and
 * the queues that are missing, reads the stream and the queues, does what falls due on a schedule,
 * and removes what has expired.
 */
public final class LocalAws implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalAws.class);
  private static final long POLL_MILLIS = 250;
  private static final long ATTEND_MILLIS = 5_000;
  private static final long SWEEP_MILLIS = 5_000;
  private static final long LAST_SECONDS = 5;
  private static final int BATCH = 100;

  private final DynamoDbClient dynamoDb;
  private final DynamoDbStreamsClient streams;
  private final EventBridgeClient eventBridge;
  private final SqsClient sqs;
  private final AwsSettings settings;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(5);

  private LocalAws(AwsSettings settings) {
    Clients clients = Clients.of(settings);
    this.settings = settings;
    dynamoDb = clients.dynamoDb();
    streams = clients.streams();
    eventBridge = clients.eventBridge();
    sqs = clients.sqs();
  }

  /** Makes what is missing, so that the ports of {@link AwsRuntime} work; to be called first. */
  public static LocalAws prepare(AwsSettings settings) {
    LocalAws local = new LocalAws(settings);
    LocalTables tables = new LocalTables(local.dynamoDb, settings.tables());
    tables.create();
    tables.expire();
    local.queues().createBus();
    return local;
  }

  /**
   * Delivers changes and events to a board from now on.
   *
   * @param subscriptions who wants which events
   * @param heard where it is noted which events were dealt with
   */
  public void deliverTo(
      Board board, List<Subscription> subscriptions, ExpiringEntries heard, Clock clock) {
    String stream =
        dynamoDb
            .describeTable(d -> d.tableName(settings.tables().posts()))
            .table()
            .latestStreamArn();
    repeat("stream", new StreamPoll(streams, stream, board.changes()), POLL_MILLIS);
    for (Subscription subscription : subscriptions) {
      String queue = queues().create(subscription);
      repeat(
          subscription.name(),
          new QueuePoll(sqs, queue, HeardOnce.on(subscription, heard, clock), clock),
          POLL_MILLIS);
    }
    LocalTimeToLive timeToLive = new LocalTimeToLive(dynamoDb, settings.tables());
    repeat(
        "time-to-live",
        () -> LOG.debug("expired {}", timeToLive.sweep(clock.instant(), BATCH)),
        SWEEP_MILLIS);
    repeat("attend", () -> attend(board), ATTEND_MILLIS);
  }

  private static void attend(Board board) {
    LOG.debug("attended to {} posts", board.duePosts().attend(BATCH));
    LOG.debug("made {} passes of removals", board.removeAccount().attend(BATCH));
    board.requestDigests();
  }

  private LocalQueues queues() {
    return new LocalQueues(eventBridge, sqs, settings.busName());
  }

  private void repeat(String name, Runnable task, long millis) {
    Runnable lasting =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.warn("{} failed and goes on {}", name, DeadLetter.reason(e));
          }
        };
    var unused = threads.scheduleWithFixedDelay(lasting, 0, millis, TimeUnit.MILLISECONDS);
  }

  /** Stops delivering: finishes what is under way; the rest stays in the stream and the queues. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    dynamoDb.close();
    streams.close();
    eventBridge.close();
    sqs.close();
  }
}
