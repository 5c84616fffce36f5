package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The audit trail in a DynamoDB table. Every change of every post is an entry, and all of them are
 * one list: it lies in the partitions of {@link Shards}. Those that people did are listed by
 * person, so that a person can be taken out; the board and its approval service, who do most, are
 * in no such list.
 */
final class DynamoAuditTrail implements AuditTrail {
  private static final Set<Actor.Kind> PEOPLE =
      Set.of(Actor.Kind.AUTHOR, Actor.Kind.READER, Actor.Kind.MODERATOR);

  private final Reads reads;
  private final Writes writes;

  DynamoAuditTrail(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void append(AuditEntry entry) {
    var unused = put(entry);
  }

  /** Adds an entry unless one of its id is there. */
  Written put(AuditEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", Item.text(entry.id()));
    item.put("at", Item.millis(entry.at()));
    item.put("act", Item.text(entry.act().name()));
    item.put("actorKind", Item.text(entry.actor().kind().name()));
    item.put("actorId", Item.text(entry.actor().id()));
    item.put("actorName", Item.text(entry.actor().name()));
    entry.postId().ifPresent(post -> item.put("postId", Item.text(post.value())));
    item.put("revision", Item.number(entry.revision()));
    entry.reason().ifPresent(reason -> item.put("reason", Item.text(reason)));
    item.put("order", Item.text(Place.of(entry.place())));
    item.put("shelf", Item.text(Shards.of(entry.id())));
    if (PEOPLE.contains(entry.actor().kind())) {
      item.put("personId", Item.text(entry.actor().id()));
    }
    return writes.put(item, "attribute_not_exists(#id)", new Terms());
  }

  @Override
  public Page<AuditEntry> all(PageRequest page) {
    List<Page<AuditEntry>> pages =
        Shards.ALL.stream().map(shard -> list(Tables.BY_TIME, "shelf", shard, page)).toList();
    return Shards.merged(pages, page.limit(), Shards.DOWNWARDS, AuditEntry::place);
  }

  @Override
  public Page<AuditEntry> of(PostId post, PageRequest page) {
    return list(Tables.BY_POST, "postId", post.value(), page);
  }

  @Override
  public Page<AuditEntry> by(String personId, PageRequest page) {
    return list(Tables.BY_PERSON, "personId", personId, page);
  }

  @Override
  public void pseudonymise(List<AuditEntry> entries, Pseudonym person) {
    entries.stream()
        .filter(entry -> person.covers(entry.actor().id(), entry.at()))
        .forEach(entry -> pseudonymise(entry.id(), person.personId(), person.nobody().id()));
  }

  private void pseudonymise(String entry, String personId, String pseudonym) {
    var unused =
        writes.update(
            entry,
            "#actorId = :pseudonym, #actorName = :pseudonym",
            "#personId",
            "attribute_exists(#id) AND #actorId = :person",
            new Terms().text(":pseudonym", pseudonym).text(":person", personId));
  }

  private Page<AuditEntry> list(String index, String partition, String value, PageRequest page) {
    return new Listing<>(
            reads, index, partition, value, "order", false, this::entries, AuditEntry::place)
        .page(page);
  }

  private List<AuditEntry> entries(List<Item> listed) {
    List<String> ids = listed.stream().map(item -> item.string("id")).toList();
    return reads.findAll(ids).stream().map(DynamoAuditTrail::read).toList();
  }

  static AuditEntry read(Item item) {
    return new AuditEntry(
        item.string("id"),
        item.time("at"),
        Act.valueOf(item.string("act")),
        new Actor(
            Actor.Kind.valueOf(item.string("actorKind")),
            item.string("actorId"),
            item.string("actorName")),
        item.maybeString("postId").map(PostId::new),
        item.count("revision"),
        item.maybeString("reason"));
  }
}
