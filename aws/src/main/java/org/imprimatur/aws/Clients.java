package org.imprimatur.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the clients of the AWS SDK, all alike: over the JDK's own HTTP connections, which start
 * fastest, and with ends to their patience. {@code AWS_ENDPOINT_URL} is heard where no endpoint is
 * given, and region and credentials come from where the SDK looks for them.
 */
final class Clients {
  private static final Duration STANDARD = Duration.ofSeconds(3);
  private static final int CALL = 3;
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Optional<URI> endpoint;
  private final Optional<Region> region;
  private final Duration patience;
  private final Optional<AwsCredentialsProvider> credentials;
  private final SdkHttpClient http;

  private Clients(
      Optional<URI> endpoint,
      Optional<Region> region,
      Duration patience,
      Optional<AwsCredentialsProvider> credentials,
      SdkHttpClient http) {
    this.endpoint = endpoint;
    this.region = region;
    this.patience = patience;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * Clients for this endpoint and region, where they are given.
   *
   * @param patience how long one attempt of a call may take; a call with its attempts takes three
   *     times as long at most
   */
  Clients(Optional<URI> endpoint, Optional<Region> region, Duration patience) {
    this(endpoint, region, patience, Optional.empty(), connections(patience));
  }

  /**
   * Clients of a function, whose region and credentials come from Lambda and nowhere else: where it
   * starts from a picture of SnapStart, from the address that is named in its environment, which is
   * asked again when they have run out, else from the environment itself (<a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">credentials with
   * SnapStart</a>).
   */
  static Clients ofFunction(Environment environment) {
    return new Clients(
        Optional.empty(),
        environment.optional("AWS_REGION").map(Region::of),
        STANDARD,
        Optional.of(
            AwsCredentialsProviderChain.of(
                ContainerCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create())),
        connections(STANDARD));
  }

  /** Clients that reach nobody. */
  static Clients ofRehearsal() {
    return new Clients(
        Optional.empty(),
        Optional.of(Region.AWS_GLOBAL),
        STANDARD,
        Optional.of(StaticCredentialsProvider.create(Offstage.NOBODY)),
        new Offstage());
  }

  /** Connections and credentials to rehearse with. */
  static Curtain curtain() {
    return new Curtain(connections(STANDARD), DefaultCredentialsProvider.builder().build());
  }

  /** Opens a connection to DynamoDB, or to what answers in its place, for once. */
  static void connect(Optional<URI> endpoint, String region) throws IOException {
    URI dynamoDb =
        endpoint.orElseGet(() -> URI.create("https://dynamodb." + region + ".amazonaws.com"));
    SdkHttpRequest request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(dynamoDb).build();
    connections(STANDARD)
        .prepareRequest(HttpExecuteRequest.builder().request(request).build())
        .call();
  }

  static Clients of(AwsSettings settings) {
    return new Clients(settings.endpoint(), Optional.of(Region.of(settings.region())), STANDARD);
  }

  static Clients of(AwsSettings settings, Curtain curtain) {
    return new Clients(
        settings.endpoint(),
        Optional.of(Region.of(settings.region())),
        STANDARD,
        Optional.of(curtain),
        curtain);
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

  SesV2Client ses() {
    return set(SesV2Client.builder())
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

  private static SdkHttpClient connections(Duration patience) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(patience)
        .socketTimeout(patience)
        .build();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B set(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    region.ifPresent(builder::region);
    credentials.ifPresent(builder::credentialsProvider);
    return builder.httpClient(http);
  }
}
