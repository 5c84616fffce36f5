package org.imprimatur.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imprimatur.Ports;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The AWS runtime as a web application uses it: the ports over DynamoDB and EventBridge, and
 * submissions that go signed through the Create route. What follows from a write is the business of
 * the functions behind the stream and the queues; this runtime delivers nothing itself.
 * Thread-safe.
 */
public final class AwsRuntime implements AutoCloseable {
  private final DynamoDbClient dynamoDb;
  private final EventBridgeClient eventBridge;
  private final Curtain curtain = Clients.curtain();
  private final Clients clients;
  private final AwsSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final Stores stores;
  private final Ports ports;

  /**
   * Connects lazily: the first call does.
   *
   * @param random where ids and tokens get their random bits; cryptographically strong
   * @param capacity hears what each call to DynamoDB cost
   */
  public AwsRuntime(AwsSettings settings, Clock clock, RandomGenerator random, Capacity capacity) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    clients = Clients.of(settings, curtain);
    dynamoDb = clients.dynamoDb();
    eventBridge = clients.eventBridge();
    stores = new Stores(dynamoDb, settings.tables(), random, capacity);
    ports =
        new Ports(
            stores.posts(),
            stores.archive(),
            stores.trail(),
            stores.notices(),
            stores.removals(),
            stores.recipients(),
            new EventBridgeBus(eventBridge, settings.busName(), random),
            Optional.empty());
  }

  /** The ports of the board. */
  public Ports ports() {
    return ports;
  }

  /** Who is signed in. */
  public Sessions sessions() {
    return stores.sessions();
  }

  /** Small values with an end. */
  public ExpiringEntries entries() {
    return stores.entries();
  }

  /**
   * Everything on the board and in the archive, for taking it along. Reads both tables whole.
   * Decisions on their way are not among it, since a queue cannot be read without taking from it.
   */
  public Holdings holdings() {
    return stores.holdings();
  }

  /** Where everything of a board that moves in is kept. */
  public Intake intake() {
    return stores.intake(ports.bus());
  }

  /**
   * Submissions through the Create route.
   *
   * @param route the whole address of the route
   * @param identityPool the identity pool's id
   * @param provider the user pool: {@code cognito-idp.<region>.amazonaws.com/<userPoolId>}
   */
  public SignedSubmissions submissions(URI route, String identityPool, String provider) {
    return new SignedSubmissions(
        route,
        new PoolCredentials(clients.cognitoIdentity(), identityPool, provider, clock),
        new Signature(settings.region(), clock),
        new CreateAnswers(ports.posts(), ports.archive(), new PostIds(clock, random), clock));
  }

  /**
   * The text of a secret of Secrets Manager, read anew at every call.
   *
   * @param name its ARN or name
   * @throws StoreUnavailable if it cannot be read now
   */
  public String secret(String name) {
    try (SecretsManagerClient secrets = clients.secrets()) {
      return secrets.getSecretValue(get -> get.secretId(name)).secretString();
    } catch (SdkException e) {
      throw new StoreUnavailable("a secret cannot be read", true, e);
    }
  }

  /**
   * Runs something that uses this runtime, for SnapStart to have all of it loaded in its picture:
   * all tables are as if empty, nothing is written, nobody is asked for credentials. Then a
   * connection is opened and closed. No other call may be made meanwhile.
   *
   * @throws IOException if there is no connection
   */
  public void rehearse(Runnable rehearsal) throws IOException {
    curtain.rehearse(rehearsal);
    Clients.connect(settings.endpoint(), settings.region());
  }

  /** Lets go of all connections. */
  @Override
  public void close() {
    dynamoDb.close();
    eventBridge.close();
  }
}
