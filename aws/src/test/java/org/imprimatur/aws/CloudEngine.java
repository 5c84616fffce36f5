package org.imprimatur.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Opens engines on DynamoDB's API, each with tables and a bus of its own. */
class CloudEngine implements EngineContract {
  private static final Optional<Region> REGION = Optional.of(Region.EU_WEST_1);
  private static final AtomicInteger COUNT = new AtomicInteger();
  static final Clients CLIENTS =
      new Clients(Optional.of(Cloud.endpoint()), REGION, Duration.ofSeconds(30));
  static final DynamoDbClient DYNAMO_DB = CLIENTS.dynamoDb();
  static final EventBridgeClient EVENT_BRIDGE = CLIENTS.eventBridge();

  @Override
  public RuntimeUnderTest open(Surroundings here) {
    Tables tables = newTables();
    CloudDeliveries deliveries = new CloudDeliveries(here);
    DynamoWire.listen(tables.posts(), deliveries::record);
    CloudBus.open(tables.posts(), deliveries::event);
    return new Adapter(here, tables, deliveries);
  }

  static Tables newTables() {
    Tables tables = Tables.named("test" + COUNT.incrementAndGet());
    tables.requests().forEach(DYNAMO_DB::createTable);
    return tables;
  }

  /** Everything outlives a crash but the objects of the process. */
  private record Adapter(Surroundings here, Tables tables, CloudDeliveries deliveries)
      implements RuntimeUnderTest {

    private Stores stores() {
      return new Stores(DYNAMO_DB, tables, here.random(), Capacity.ignored());
    }

    @Override
    public Ports ports() {
      return new Ports(
          stores().posts(),
          stores().archive(),
          stores().trail(),
          stores().notices(),
          stores().removals(),
          stores().recipients(),
          new EventBridgeBus(EVENT_BRIDGE, tables.posts(), here.random()),
          Optional.empty());
    }

    @Override
    public Sessions sessions() {
      return stores().sessions();
    }

    @Override
    public ExpiringEntries entries() {
      return stores().entries();
    }

    @Override
    public DeadLetters deadLetters() {
      return deliveries.deadLetters();
    }

    @Override
    public Holdings holdings() {
      return stores().holdings();
    }

    @Override
    public Intake intake() {
      return stores().intake(ports().bus());
    }

    @Override
    public void attach(ChangeHandler changes, List<Subscription> subscriptions) {
      deliveries.attach(changes, subscriptions, entries());
    }

    @Override
    public int deliverDue() {
      return deliveries.deliverDue();
    }

    @Override
    public int sweep(Instant now, int limit) {
      return DynamoWire.sweep(tables.posts(), now, limit);
    }

    @Override
    public RuntimeUnderTest restarted() {
      return new Adapter(here, tables, deliveries);
    }
  }
}
