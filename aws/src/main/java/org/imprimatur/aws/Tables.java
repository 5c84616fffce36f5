package org.imprimatur.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The tables and how they are made: by these requests where no infrastructure code makes them, and
 * by the infrastructure code to the same shape. All indexes belong to the first deployment, since
 * DynamoDB changes one index per update of a table.
 *
 * <pre>
 * posts     id    stream NEW_AND_OLD_IMAGES, time to live on expires
 *   by-published  feed, publishedOrder   what is public  the feed; sparse
 *   by-waiting    waiting, waitingOrder  KEYS_ONLY  posts that wait for a moderator; sparse
 *   by-due        agenda, due            KEYS_ONLY  posts that something is due on; sparse
 *   by-author     authorId, submittedOrder  KEYS_ONLY
 * archive   id
 *   by-author     authorId, leftOrder    KEYS_ONLY
 *   by-time       shelf, leftOrder       KEYS_ONLY
 * sessions  key   time to live on expires; sessions, expiring entries and who has mail
 *   by-sid        sid                    KEYS_ONLY  sparse
 *   by-sub        sub, ends              name       sparse
 *   by-end        shard, ends            KEYS_ONLY  sparse; counts sessions
 * audit     id
 *   by-post       postId, order          KEYS_ONLY  sparse
 *   by-time       shelf, order           KEYS_ONLY
 *   by-person     personId, order        KEYS_ONLY  sparse; what people did
 * notices   key   time to live on expires
 *   by-person     personId, order        KEYS_ONLY
 * </pre>
 *
 * @param posts the name of the table of posts
 * @param archive the name of the table of departed posts
 * @param sessions the name of the table of sessions and expiring entries
 * @param audit the name of the table of the audit trail
 * @param notices the name of the table of what authors were told
 */
public record Tables(String posts, String archive, String sessions, String audit, String notices) {
  /** The attribute that time to live reads. */
  public static final String TIME_TO_LIVE = "expires";

  static final String BY_PUBLISHED = "by-published";
  static final String BY_AUTHOR = "by-author";
  static final String BY_WAITING = "by-waiting";
  static final String BY_DUE = "by-due";
  static final String BY_POST = "by-post";
  static final String BY_PERSON = "by-person";
  static final String BY_TIME = "by-time";
  static final String BY_SID = "by-sid";
  static final String BY_SUB = "by-sub";
  static final String BY_END = "by-end";

  private static final Set<String> NUMBERS = Set.of("due", "ends");

  /** Tables of one deployment: {@code <prefix>-posts} and so on. */
  public static Tables named(String prefix) {
    return new Tables(
        prefix + "-posts",
        prefix + "-archive",
        prefix + "-sessions",
        prefix + "-audit",
        prefix + "-notices");
  }

  Table postsTable() {
    return new Table(posts, "id");
  }

  Table archiveTable() {
    return new Table(archive, "id");
  }

  Table sessionsTable() {
    return new Table(sessions, "key");
  }

  Table auditTable() {
    return new Table(audit, "id");
  }

  Table noticesTable() {
    return new Table(notices, "key");
  }

  List<CreateTableRequest> requests() {
    return List.of(
        postsRequest(), archiveRequest(), sessionsRequest(), auditRequest(), noticesRequest());
  }

  private CreateTableRequest postsRequest() {
    return request(
            postsTable(),
            index(BY_PUBLISHED, with(PublicItem.ATTRIBUTES), "feed", "publishedOrder"),
            index(BY_WAITING, keys(), "waiting", "waitingOrder"),
            index(BY_DUE, keys(), "agenda", "due"),
            index(BY_AUTHOR, keys(), "authorId", "submittedOrder"))
        .toBuilder()
        .streamSpecification(
            StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .build())
        .build();
  }

  private CreateTableRequest archiveRequest() {
    return request(
        archiveTable(),
        index(BY_AUTHOR, keys(), "authorId", "leftOrder"),
        index(BY_TIME, keys(), "shelf", "leftOrder"));
  }

  private CreateTableRequest sessionsRequest() {
    return request(
        sessionsTable(),
        index(BY_SID, keys(), "sid"),
        index(BY_SUB, with(List.of("name")), "sub", "ends"),
        index(BY_END, keys(), "shard", "ends"));
  }

  private CreateTableRequest auditRequest() {
    return request(
        auditTable(),
        index(BY_POST, keys(), "postId", "order"),
        index(BY_TIME, keys(), "shelf", "order"),
        index(BY_PERSON, keys(), "personId", "order"));
  }

  private CreateTableRequest noticesRequest() {
    return request(noticesTable(), index(BY_PERSON, keys(), "personId", "order"));
  }

  private static CreateTableRequest request(Table table, GlobalSecondaryIndex... indexes) {
    return CreateTableRequest.builder()
        .tableName(table.name())
        .keySchema(schema(table.key()))
        .attributeDefinitions(definitions(table, indexes))
        .globalSecondaryIndexes(indexes)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .build();
  }

  private static List<AttributeDefinition> definitions(
      Table table, GlobalSecondaryIndex... indexes) {
    Set<String> names = new TreeSet<>(Set.of(table.key()));
    for (GlobalSecondaryIndex index : indexes) {
      index.keySchema().forEach(element -> names.add(element.attributeName()));
    }
    return names.stream()
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(NUMBERS.contains(name) ? "N" : "S")
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(String name, Projection shown, String... keys) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(schema(keys))
        .projection(shown)
        .build();
  }

  private static List<KeySchemaElement> schema(String... keys) {
    KeySchemaElement hash = element(keys[0], KeyType.HASH);
    return keys.length == 1 ? List.of(hash) : List.of(hash, element(keys[1], KeyType.RANGE));
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static Projection keys() {
    return Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
  }

  private static Projection with(List<String> attributes) {
    return Projection.builder()
        .projectionType(ProjectionType.INCLUDE)
        .nonKeyAttributes(attributes)
        .build();
  }
}
