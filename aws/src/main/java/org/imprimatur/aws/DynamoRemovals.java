package org.imprimatur.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.account.Removal;
import org.imprimatur.account.Removals;
import org.imprimatur.post.Pseudonym;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Who is being taken out of the board, in the table of sessions: there is no backup of that one,
 * and its index of users by time lists what is due. What is in the stream and in queues cannot be
 * written to, so passes go on for as long as a dead letter is kept.
 */
final class DynamoRemovals implements Removals {
  private static final String PREFIX = "removal#";

  /** In the place of a user; no provider's subject is this. */
  private static final String AGENDA = "removals#";

  private static final Duration LONGEST_WAY = Duration.ofDays(15);
  private static final String UNCHANGED =
      "attribute_exists(#key) AND #pseudonym = :pseudonym AND #passes = :passes";

  private final Reads reads;
  private final Writes writes;
  private final DynamoSessions sessions;

  DynamoRemovals(Reads reads, Writes writes, DynamoSessions sessions) {
    this.reads = reads;
    this.writes = writes;
    this.sessions = sessions;
  }

  @Override
  public Removal begin(Removal removal) {
    return writes
        .put(item(removal), "attribute_not_exists(#key) OR attribute_exists(#goneAt)", new Terms())
        .fold(
            begun -> removal,
            current -> current.map(DynamoRemovals::read).orElseGet(() -> begin(removal)));
  }

  @Override
  public Optional<Removal> find(String personId) {
    return reads.find(key(personId)).map(DynamoRemovals::read);
  }

  @Override
  public List<Removal> due(Instant now, int limit) {
    String condition = "#sub = :agenda AND #ends <= :now";
    Terms terms = new Terms().text(":agenda", AGENDA).value(":now", Item.millis(now));
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(Tables.BY_SUB)
            .keyConditionExpression(condition)
            .expressionAttributeNames(Terms.names(condition))
            .expressionAttributeValues(terms.values())
            .limit(limit);
    List<String> keys =
        reads.query(query).items().stream().map(item -> new Item(item).string("key")).toList();
    return reads.findAll(keys).stream()
        .map(DynamoRemovals::read)
        .filter(removal -> !removal.due().isAfter(now))
        .toList();
  }

  @Override
  public void replace(Removal removal, Removal next) {
    var unused = writes.put(item(next), UNCHANGED, of(removal));
  }

  @Override
  public void end(Removal removal) {
    var unused = writes.delete(key(removal.personId()), UNCHANGED, of(removal));
  }

  @Override
  public void clear(Pseudonym person) {
    sessions.removeBegun(person);
  }

  @Override
  public Duration onTheWay() {
    return LONGEST_WAY;
  }

  private static Terms of(Removal removal) {
    return new Terms().text(":pseudonym", removal.pseudonym()).number(":passes", removal.passes());
  }

  private static String key(String personId) {
    return PREFIX + personId;
  }

  private static Map<String, AttributeValue> item(Removal removal) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("key", Item.text(key(removal.personId())));
    item.put("sub", Item.text(AGENDA));
    item.put("ends", Item.millis(removal.due()));
    item.put("personId", Item.text(removal.personId()));
    item.put("pseudonym", Item.text(removal.pseudonym()));
    item.put("keepPublic", AttributeValue.fromBool(removal.keepPublic()));
    item.put("askedAt", Item.millis(removal.askedAt()));
    removal.goneAt().ifPresent(at -> item.put("goneAt", Item.millis(at)));
    item.put("passes", Item.number(removal.passes()));
    return item;
  }

  private static Removal read(Item item) {
    return new Removal(
        item.string("personId"),
        item.string("pseudonym"),
        item.truth("keepPublic"),
        item.time("askedAt"),
        item.maybeTime("goneAt"),
        item.count("passes"),
        item.time("ends"));
  }
}
