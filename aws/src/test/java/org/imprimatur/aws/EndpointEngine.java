package org.imprimatur.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Ports;
import org.imprimatur.contract.EngineContract;
import org.imprimatur.contract.RuntimeUnderTest;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Opens engines at the endpoint, each with tables, a bus and queues that go with the test. */
class EndpointEngine implements EngineContract {
  private final List<AwsSettings> made = new ArrayList<>();
  private DynamoDbClient dynamoDb;
  private DynamoDbStreamsClient streams;
  private EventBridgeClient eventBridge;
  private SqsClient sqs;

  @BeforeEach
  void connect() {
    Clients clients = Endpoint.clients();
    dynamoDb = clients.dynamoDb();
    streams = clients.streams();
    eventBridge = clients.eventBridge();
    sqs = clients.sqs();
  }

  @Override
  public RuntimeUnderTest open(Surroundings here) {
    AwsSettings settings = Endpoint.fresh();
    made.add(settings);
    new LocalTables(dynamoDb, settings.tables()).create();
    LocalQueues queues = new LocalQueues(eventBridge, sqs, settings.busName());
    queues.createBus();
    EndpointStream stream = new EndpointStream(dynamoDb, streams, settings.tables(), here.clock());
    return new Adapter(
        new Stores(dynamoDb, settings.tables(), here.random(), Capacity.ignored()),
        new EventBridgeBus(eventBridge, settings.busName(), here.random()),
        new EndpointWires(here, stream, queues, sqs));
  }

  @AfterEach
  void removeWhatWasMade() {
    EndpointRemains remains = new EndpointRemains(dynamoDb, eventBridge, sqs);
    made.forEach(remains::remove);
    List.of(dynamoDb, streams, eventBridge, sqs).forEach(client -> client.close());
  }

  /** Everything outlives a crash but the objects of the process. */
  private record Adapter(Stores stores, EventBridgeBus bus, EndpointWires wires)
      implements RuntimeUnderTest {

    @Override
    public Ports ports() {
      return new Ports(
          wires.stream().counted(stores.posts()),
          stores.archive(),
          stores.trail(),
          stores.notices(),
          stores.removals(),
          stores.recipients(),
          wires.counted(bus),
          Optional.empty());
    }

    @Override
    public Sessions sessions() {
      return stores.sessions();
    }

    @Override
    public ExpiringEntries entries() {
      return stores.entries();
    }

    @Override
    public DeadLetters deadLetters() {
      return wires.deliveries().deadLetters();
    }

    @Override
    public Holdings holdings() {
      return stores.holdings();
    }

    @Override
    public Intake intake() {
      return wires.stream().counted(stores.intake(wires.counted(bus)));
    }

    @Override
    public void attach(ChangeHandler changes, List<Subscription> subscriptions) {
      wires.attach(changes, subscriptions, entries());
    }

    @Override
    public int deliverDue() {
      return wires.deliverDue();
    }

    @Override
    public int sweep(Instant now, int limit) {
      return wires.stream().sweep(now, limit);
    }

    @Override
    public RuntimeUnderTest restarted() {
      return new Adapter(stores, bus, wires);
    }
  }
}
