package org.imprimatur.aws;

import java.util.random.RandomGenerator;
import org.imprimatur.account.Removals;
import org.imprimatur.archive.Archive;
import org.imprimatur.event.EventBus;
import org.imprimatur.mail.Recipients;
import org.imprimatur.post.Posts;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the stores over one client. */
record Stores(DynamoDbClient client, Tables tables, RandomGenerator random, Capacity capacity) {

  Posts posts() {
    Reads reads = reads(tables.postsTable());
    return new DynamoPosts(reads, writes(tables.postsTable(), reads), random);
  }

  Archive archive() {
    Reads reads = reads(tables.archiveTable());
    return new DynamoArchive(reads, writes(tables.archiveTable(), reads));
  }

  DynamoAuditTrail trail() {
    Reads reads = reads(tables.auditTable());
    return new DynamoAuditTrail(reads, writes(tables.auditTable(), reads));
  }

  DynamoNotices notices() {
    Reads reads = reads(tables.noticesTable());
    return new DynamoNotices(reads, writes(tables.noticesTable(), reads));
  }

  Recipients recipients() {
    Reads reads = reads(tables.sessionsTable());
    return new DynamoRecipients(reads, writes(tables.sessionsTable(), reads));
  }

  DynamoSessions sessions() {
    Reads reads = reads(tables.sessionsTable());
    return new DynamoSessions(reads, writes(tables.sessionsTable(), reads));
  }

  Removals removals() {
    Reads reads = reads(tables.sessionsTable());
    return new DynamoRemovals(reads, writes(tables.sessionsTable(), reads), sessions());
  }

  ExpiringEntries entries() {
    Reads reads = reads(tables.sessionsTable());
    return new DynamoEntries(reads, writes(tables.sessionsTable(), reads));
  }

  Holdings holdings() {
    return new DynamoHoldings(
        scan(tables.postsTable()),
        scan(tables.archiveTable()),
        scan(tables.auditTable()),
        scan(tables.noticesTable()));
  }

  Intake intake(EventBus bus) {
    Reads reads = reads(tables.postsTable());
    Arrival arrival =
        new Arrival(
            reads,
            writes(tables.postsTable(), reads),
            reads(tables.archiveTable()),
            archive(),
            trail(),
            notices(),
            bus);
    return new DynamoIntake(arrival, Patience.ofAnOperator(random));
  }

  private TableScan scan(Table table) {
    Patience patience = Patience.ofAnOperator(random);
    return new TableScan(client, table, new Calls(table.name(), capacity), patience);
  }

  Reads reads(Table table) {
    return new Reads(client, table, new Calls(table.name(), capacity));
  }

  private Writes writes(Table table, Reads reads) {
    return new Writes(client, table, reads, new Calls(table.name(), capacity), random);
  }
}
