package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Recipients in the table of sessions, where personal data is that nobody takes along. They have no
 * end, so time to live leaves them alone. Moderators are a partition of their own in the index that
 * counts sessions; one who asked in this second may be missing from it.
 */
final class DynamoRecipients implements Recipients {
  private static final String PREFIX = "mail#";
  private static final String MODERATORS = "mail#moderators";
  private static final String PRESENT = "attribute_exists(#key)";

  private final Reads reads;
  private final Writes writes;

  DynamoRecipients(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void put(Recipient recipient) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("key", Item.text(PREFIX + recipient.id()));
    item.put("address", Item.text(recipient.address().value()));
    item.put("secret", Item.text(recipient.secret()));
    item.put("since", Item.millis(recipient.since()));
    if (recipient.moderator()) {
      item.put("shard", Item.text(MODERATORS));
      item.put("ends", Item.millis(recipient.since()));
    }
    var unused =
        writes.put(item, "attribute_not_exists(#key) OR attribute_exists(#key)", new Terms());
  }

  @Override
  public Optional<Recipient> find(String id) {
    return reads.find(PREFIX + id).map(DynamoRecipients::read);
  }

  @Override
  public void remove(String id) {
    var unused = writes.delete(PREFIX + id, PRESENT, new Terms());
  }

  @Override
  public boolean remove(String id, String secret) {
    return writes.delete(
        PREFIX + id, PRESENT + " AND #secret = :secret", new Terms().text(":secret", secret));
  }

  @Override
  public List<Recipient> moderators(int limit) {
    Terms terms = new Terms().text(":shard", MODERATORS);
    String condition = "#shard = :shard";
    List<String> keys =
        reads
            .query(
                QueryRequest.builder()
                    .indexName(Tables.BY_END)
                    .keyConditionExpression(condition)
                    .expressionAttributeNames(Terms.names(condition))
                    .expressionAttributeValues(terms.values())
                    .limit(limit))
            .items()
            .stream()
            .map(item -> new Item(item).string("key"))
            .toList();
    return reads.findAll(keys).stream()
        .map(DynamoRecipients::read)
        .filter(Recipient::moderator)
        .toList();
  }

  private static Recipient read(Item item) {
    return new Recipient(
        item.string("key").substring(PREFIX.length()),
        new Address(item.string("address")),
        item.string("secret"),
        item.has("shard"),
        item.time("since"));
  }
}
