package org.imprimatur.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Sessions in a DynamoDB table, which its time to live clears. The provider ends sessions by {@code
 * sid} and by {@code sub}, which are found by indexes: one that was made in the same second may
 * stay, as it may where the provider's message comes first.
 */
final class DynamoSessions implements Sessions {
  private static final String ABSENT = "attribute_not_exists(#key)";
  private static final String PRESENT = "attribute_exists(#key)";
  private static final int ROUND = 100;
  private static final String HEX = "0123456789abcdef";

  private final Reads reads;
  private final Writes writes;

  DynamoSessions(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void add(Session session) {
    boolean added =
        writes
            .put(SessionItem.write(session), ABSENT, new Terms())
            .fold(done -> true, current -> false);
    if (!added) {
      throw new IllegalStateException("a session of this key is there");
    }
  }

  @Override
  public Optional<Session> find(SessionKey key, Instant now) {
    return reads
        .find(SessionItem.key(key))
        .map(SessionItem::read)
        .filter(session -> !session.ended(now));
  }

  @Override
  public Optional<Session> replace(Session session) {
    Session next = session.nextVersion();
    return writes
        .put(
            SessionItem.write(next),
            PRESENT + " AND #version = :version",
            new Terms().number(":version", session.version()))
        .fold(done -> Optional.of(next), current -> Optional.empty());
  }

  @Override
  public void remove(SessionKey key) {
    removed(SessionItem.key(key));
  }

  @Override
  public int removeByProviderSession(String sid) {
    return removeAll(Tables.BY_SID, "#sid = :value", sid);
  }

  @Override
  public int removeByUser(String subject) {
    return removeAll(Tables.BY_SUB, "#sub = :value", subject);
  }

  @Override
  public long count(Instant now) {
    return HEX.chars().mapToLong(digit -> count(SessionItem.shard((char) digit), now)).sum();
  }

  private long count(String shard, Instant now) {
    Terms terms = new Terms().text(":shard", shard).value(":now", Item.millis(now));
    long count = 0;
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryRequest.Builder query = query(Tables.BY_END, "#shard = :shard AND #ends > :now", terms);
      QueryResponse answer = reads.query(from(start, query.select(Select.COUNT)));
      count += answer.count();
      start = answer.lastEvaluatedKey();
    } while (!start.isEmpty());
    return count;
  }

  @Override
  public List<Session> ofUser(String subject, Instant now, int limit) {
    Terms terms = new Terms().text(":value", subject);
    return begun(reads.query(query(Tables.BY_SUB, "#sub = :value", terms).limit(limit))).stream()
        .filter(session -> !session.ended(now))
        .toList();
  }

  /** Ends the sessions that a user began up to then. */
  void removeBegun(Pseudonym user) {
    Terms terms = new Terms().text(":value", user.personId());
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryResponse answer =
          reads.query(from(start, query(Tables.BY_SUB, "#sub = :value", terms).limit(ROUND)));
      begun(answer).stream()
          .filter(session -> user.covers(session.user().subject(), session.createdAt()))
          .forEach(session -> remove(session.key()));
      start = answer.lastEvaluatedKey();
    } while (!start.isEmpty());
  }

  /** An index knows nothing of a session but its key. */
  private List<Session> begun(QueryResponse listed) {
    List<String> keys = listed.items().stream().map(item -> new Item(item).string("key")).toList();
    return reads.findAll(keys).stream().map(SessionItem::read).toList();
  }

  private int removeAll(String index, String condition, String value) {
    Terms terms = new Terms().text(":value", value);
    int count = 0;
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryResponse answer = reads.query(from(start, query(index, condition, terms)));
      List<String> keys =
          answer.items().stream().map(item -> new Item(item).string("key")).toList();
      count += Math.toIntExact(keys.stream().filter(this::removed).count());
      start = answer.lastEvaluatedKey();
    } while (!start.isEmpty());
    return count;
  }

  private boolean removed(String key) {
    return writes.delete(key, PRESENT, new Terms());
  }

  private static QueryRequest.Builder query(String index, String condition, Terms terms) {
    return QueryRequest.builder()
        .indexName(index)
        .keyConditionExpression(condition)
        .expressionAttributeNames(Terms.names(condition))
        .expressionAttributeValues(terms.values());
  }

  private static QueryRequest.Builder from(
      Map<String, AttributeValue> start, QueryRequest.Builder query) {
    return start.isEmpty() ? query : query.exclusiveStartKey(start);
  }
}
