package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/** What is remembered: posts, those that left, who did what, who was told, who is signed in. */
final class Board extends Construct {
  static final String BY_PUBLISHED = "by-published";
  static final String BY_WAITING = "by-waiting";
  static final String BY_AUTHOR = "by-author";
  static final String BY_DUE = "by-due";
  static final String BY_POST = "by-post";
  static final String BY_PERSON = "by-person";
  static final String BY_TIME = "by-time";
  static final String BY_SID = "by-sid";
  static final String BY_SUB = "by-sub";
  static final String BY_END = "by-end";

  private static final String EXPIRES = "expires";

  /** What the feed shows of a post, and no more: that is what reading a page of it costs. */
  private static final List<String> PUBLIC =
      List.of("authorId", "authorName", "body", "expires", "handedInAt", "title", "updatedAt");

  private final Settings settings;
  private final Table posts;
  private final Table archive;
  private final Table sessions;
  private final Table audit;
  private final Table notices;

  Board(Construct scope, Settings settings) {
    super(scope, "Board");
    this.settings = settings;
    this.posts =
        kept("Posts", text("id")).stream(StreamViewType.NEW_AND_OLD_IMAGES)
            .timeToLiveAttribute(EXPIRES)
            .build();
    this.archive = kept("Archive", text("id")).build();
    this.sessions = table("Sessions", text("key")).timeToLiveAttribute(EXPIRES).build();
    Excused.of(
        "DDB3",
        sessions,
        "What a backup of sessions would bring back is sessions that people have signed out of.");
    this.audit = kept("Audit", text("id")).build();
    this.notices = kept("Notices", text("key")).timeToLiveAttribute(EXPIRES).build();
    indexPosts();
    indexArchive();
    indexSessions();
    indexAudit();
    index(notices, BY_PERSON, text("personId"), text("order"), ProjectionType.KEYS_ONLY);
  }

  Table posts() {
    return posts;
  }

  Table archive() {
    return archive;
  }

  Table sessions() {
    return sessions;
  }

  Table audit() {
    return audit;
  }

  Table notices() {
    return notices;
  }

  /** The posts' change stream. */
  String changes() {
    String arn = posts.getTableStreamArn();
    if (arn == null) {
      throw new IllegalStateException("the posts' table has a stream");
    }
    return arn;
  }

  /** Refused requests, of the tables and of the index that every published post goes through. */
  void watch(Watch watch) {
    watch.table("posts", Map.of("TableName", posts.getTableName()));
    watch.table(
        "posts-by-published",
        Map.of("TableName", posts.getTableName(), "GlobalSecondaryIndexName", BY_PUBLISHED));
    watch.table("archive", Map.of("TableName", archive.getTableName()));
    watch.table("sessions", Map.of("TableName", sessions.getTableName()));
    watch.table("audit", Map.of("TableName", audit.getTableName()));
    watch.table("notices", Map.of("TableName", notices.getTableName()));
  }

  private void indexPosts() {
    posts.addGlobalSecondaryIndex(
        limited(BY_PUBLISHED)
            .partitionKey(text("feed"))
            .sortKey(text("publishedOrder"))
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(PUBLIC)
            .build());
    index(posts, BY_WAITING, text("waiting"), text("waitingOrder"), ProjectionType.KEYS_ONLY);
    index(posts, BY_DUE, text("agenda"), number("due"), ProjectionType.KEYS_ONLY);
    index(posts, BY_AUTHOR, text("authorId"), text("submittedOrder"), ProjectionType.KEYS_ONLY);
  }

  private void indexArchive() {
    index(archive, BY_AUTHOR, text("authorId"), text("leftOrder"), ProjectionType.KEYS_ONLY);
    index(archive, BY_TIME, text("shelf"), text("leftOrder"), ProjectionType.KEYS_ONLY);
  }

  private void indexAudit() {
    index(audit, BY_POST, text("postId"), text("order"), ProjectionType.KEYS_ONLY);
    index(audit, BY_TIME, text("shelf"), text("order"), ProjectionType.KEYS_ONLY);
    index(audit, BY_PERSON, text("personId"), text("order"), ProjectionType.KEYS_ONLY);
  }

  private void indexSessions() {
    sessions.addGlobalSecondaryIndex(
        limited(BY_SID).partitionKey(text("sid")).projectionType(ProjectionType.KEYS_ONLY).build());
    sessions.addGlobalSecondaryIndex(
        limited(BY_SUB)
            .partitionKey(text("sub"))
            .sortKey(number("ends"))
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(List.of("name"))
            .build());
    index(sessions, BY_END, text("shard"), number("ends"), ProjectionType.KEYS_ONLY);
  }

  /** A table whose content can be had back as it was at any moment of the last 35 days. */
  private Table.Builder kept(String id, Attribute key) {
    return table(id, key)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build());
  }

  private Table.Builder table(String id, Attribute key) {
    Table.Builder builder =
        Table.Builder.create(this, id)
            .partitionKey(key)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .encryption(TableEncryption.AWS_MANAGED)
            .deletionProtection(settings.stage().keepsData())
            .removalPolicy(settings.stage().removal());
    reads().ifPresent(builder::maxReadRequestUnits);
    writes().ifPresent(builder::maxWriteRequestUnits);
    return builder;
  }

  private void index(
      Table table, String name, Attribute key, Attribute order, ProjectionType projection) {
    table.addGlobalSecondaryIndex(
        limited(name).partitionKey(key).sortKey(order).projectionType(projection).build());
  }

  private GlobalSecondaryIndexProps.Builder limited(String name) {
    GlobalSecondaryIndexProps.Builder builder = GlobalSecondaryIndexProps.builder().indexName(name);
    reads().ifPresent(builder::maxReadRequestUnits);
    writes().ifPresent(builder::maxWriteRequestUnits);
    return builder;
  }

  private OptionalInt reads() {
    return settings.limits().reads();
  }

  private OptionalInt writes() {
    return settings.limits().writes();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private static Attribute number(String name) {
    return Attribute.builder().name(name).type(AttributeType.NUMBER).build();
  }
}
