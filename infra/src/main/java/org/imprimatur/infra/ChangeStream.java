package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.MetricType;
import software.amazon.awscdk.services.lambda.MetricsConfig;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.S3OnFailureDestination;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The posts' change stream, and the bucket for batches that were given up. A queue would get no
 * more than the place of a batch in a stream that forgets after a day; a bucket gets the records.
 */
final class ChangeStream extends Construct {
  /** Where Lambda puts batches; it chooses the rest of each key. */
  private static final String KEYS = "/aws/lambda/*";

  private static final int BATCH = 100;
  private static final int TRIES = 20;
  private static final int HOURS = 12;
  private static final int DAYS_KEPT = 365;

  private final Board board;
  private final Bucket failed;

  ChangeStream(Construct scope, Stage stage, Board board) {
    super(scope, "Changes");
    this.board = board;
    this.failed =
        Bucket.Builder.create(this, "Failed")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .removalPolicy(stage.removal())
            .lifecycleRules(
                List.of(LifecycleRule.builder().expiration(Duration.days(DAYS_KEPT)).build()))
            .build();
    Excused.of(
        "S1",
        failed,
        "It holds batches that failed, which two functions write and operators read;"
            + " a log of that would need a bucket of its own.");
  }

  Bucket failed() {
    return failed;
  }

  /** What a function that reads the stream has to be allowed, with what it does beside. */
  List<PolicyStatement> reading(PolicyStatement... beside) {
    return Stream.concat(
            Stream.of(
                Allow.on(
                    board.changes(),
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:ListStreams"),
                Allow.on(failed.getBucketArn() + KEYS, "s3:PutObject"),
                Allow.on(failed.getBucketArn(), "s3:ListBucket")),
            Stream.of(beside))
        .toList();
  }

  /**
   * Hands those changes to a function that match one of the filters, {@code atOnce} batches of each
   * shard at a time, those of one post one after the other. A batch that fails is halved, tried
   * some times more and for half a day at most, then put into the bucket.
   */
  EventSourceMapping feed(LiveFunction function, int atOnce, List<Map<String, Object>> filters) {
    Excused.ofResourcesEndingWith(
        KEYS, function, "Lambda makes up the names of the batches it puts below this prefix.");
    return EventSourceMapping.Builder.create(function, "Source")
        .target(function.live())
        .eventSourceArn(board.changes())
        .startingPosition(StartingPosition.TRIM_HORIZON)
        .batchSize(BATCH)
        .parallelizationFactor(atOnce)
        .bisectBatchOnError(true)
        .retryAttempts(TRIES)
        .maxRecordAge(Duration.hours(HOURS))
        .reportBatchItemFailures(true)
        .filters(filters.stream().map(FilterCriteria::filter).toList())
        .supportS3OnFailureDestination(true)
        .onFailure(new S3OnFailureDestination(failed))
        .metricsConfig(MetricsConfig.builder().metrics(List.of(MetricType.EVENT_COUNT)).build())
        .build();
  }
}
