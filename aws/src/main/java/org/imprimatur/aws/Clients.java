package org.imprimatur.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Makes the clients of the AWS SDK, all alike: over the JDK's own HTTP connections, which start
 * fastest, and with ends to their patience. Region, credentials and {@code AWS_ENDPOINT_URL} come
 * from where the SDK looks for them unless they are given.
 *
 * @param endpoint where all services answer instead of in the cloud
 * @param region the region instead of the environment's
 */
record Clients(Optional<URI> endpoint, Optional<Region> region) {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final Duration CALL = Duration.ofSeconds(8);

  /** Clients as the environment says. */
  static Clients ofEnvironment() {
    return new Clients(Optional.empty(), Optional.empty());
  }

  DynamoDbClient dynamoDb() {
    return set(DynamoDbClient.builder())
        .overrideConfiguration(
            o ->
                o.apiCallTimeout(CALL)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .addExecutionInterceptor(new Attempts.Counting()))
        .build();
  }

  EventBridgeClient eventBridge() {
    return set(EventBridgeClient.builder())
        .overrideConfiguration(o -> o.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT))
        .build();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B set(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    region.ifPresent(builder::region);
    return builder.httpClientBuilder(
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT));
  }
}
