package org.imprimatur.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the clients of the AWS SDK, all alike: over the JDK's own HTTP connections, which start
 * fastest, and with ends to their patience. Region, credentials and {@code AWS_ENDPOINT_URL} come
 * from where the SDK looks for them unless they are given.
 *
 * @param endpoint where all services answer instead of in the cloud
 * @param region the region instead of the environment's
 * @param patience how long one attempt of a call may take; a call with its attempts takes three
 *     times as long at most
 */
record Clients(Optional<URI> endpoint, Optional<Region> region, Duration patience) {
  private static final Duration STANDARD = Duration.ofSeconds(3);
  private static final int CALL = 3;
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Clients as the environment says. */
  static Clients ofEnvironment() {
    return new Clients(Optional.empty(), Optional.empty(), STANDARD);
  }

  static Clients of(AwsSettings settings) {
    return new Clients(settings.endpoint(), Optional.of(Region.of(settings.region())), STANDARD);
  }

  DynamoDbClient dynamoDb() {
    return set(DynamoDbClient.builder())
        .overrideConfiguration(
            o ->
                o.apiCallTimeout(patience.multipliedBy(CALL))
                    .apiCallAttemptTimeout(patience)
                    .retryStrategy(soon())
                    .addExecutionInterceptor(new Attempts.Counting()))
        .build();
  }

  EventBridgeClient eventBridge() {
    return set(EventBridgeClient.builder())
        .overrideConfiguration(
            o -> o.apiCallTimeout(patience.multipliedBy(CALL)).apiCallAttemptTimeout(patience))
        .build();
  }

  DynamoDbStreamsClient streams() {
    return set(DynamoDbStreamsClient.builder()).build();
  }

  SqsClient sqs() {
    return set(SqsClient.builder()).build();
  }

  CognitoIdentityClient cognitoIdentity() {
    return set(CognitoIdentityClient.builder())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(
            o -> o.apiCallTimeout(patience.multipliedBy(CALL)).apiCallAttemptTimeout(patience))
        .build();
  }

  SecretsManagerClient secrets() {
    return set(SecretsManagerClient.builder())
        .overrideConfiguration(
            o -> o.apiCallTimeout(patience.multipliedBy(CALL)).apiCallAttemptTimeout(patience))
        .build();
  }

  /** Somebody waits for the answer: a few tries, soon after each other, and then a 503. */
  private static RetryStrategy soon() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
        .build();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B set(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    region.ifPresent(builder::region);
    return builder.httpClientBuilder(
        UrlConnectionHttpClient.builder().connectionTimeout(patience).socketTimeout(patience));
  }
}
