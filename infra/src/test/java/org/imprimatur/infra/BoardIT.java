package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BoardIT {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final List<String> TABLES =
      List.of("BoardArchive", "BoardAudit", "BoardNotices", "BoardPosts", "BoardSessions");

  @Test
  void tablesHaveTheKeysAndIndexesOfTheStores() {
    assertThat(Stacks.dev().names(TABLE)).isEqualTo(TABLES);
    assertThat(shape("BoardPosts"))
        .containsExactlyInAnyOrder(
            "id:S",
            "by-published feed:S publishedOrder:S"
                + " INCLUDE[authorId, authorName, body, expires, handedInAt, title, updatedAt]",
            "by-waiting waiting:S waitingOrder:S KEYS_ONLY",
            "by-due agenda:S due:N KEYS_ONLY",
            "by-author authorId:S submittedOrder:S KEYS_ONLY");
    assertThat(shape("BoardArchive"))
        .containsExactlyInAnyOrder(
            "id:S",
            "by-author authorId:S leftOrder:S KEYS_ONLY",
            "by-time shelf:S leftOrder:S KEYS_ONLY");
    assertThat(shape("BoardSessions"))
        .containsExactlyInAnyOrder(
            "key:S",
            "by-sid sid:S KEYS_ONLY",
            "by-sub sub:S ends:N INCLUDE[name]",
            "by-end shard:S ends:N KEYS_ONLY");
    assertThat(shape("BoardAudit"))
        .containsExactlyInAnyOrder(
            "id:S",
            "by-post postId:S order:S KEYS_ONLY",
            "by-time shelf:S order:S KEYS_ONLY",
            "by-person personId:S order:S KEYS_ONLY");
    assertThat(shape("BoardNotices"))
        .containsExactlyInAnyOrder("key:S", "by-person personId:S order:S KEYS_ONLY");
  }

  @Test
  void theTimeToLeaveIsANumberNamedExpires() {
    notices(
        BoardIT::timeToLive,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "BoardPosts",
                it ->
                    it.put(
                        "TimeToLiveSpecification",
                        Map.of("AttributeName", "expiresAt", "Enabled", true))));
  }

  private static void timeToLive(Cloud cloud) {
    Map<String, Object> on = Map.of("AttributeName", "expires", "Enabled", true);
    assertThat(cloud.properties("BoardPosts")).containsEntry("TimeToLiveSpecification", on);
    assertThat(cloud.properties("BoardSessions")).containsEntry("TimeToLiveSpecification", on);
    assertThat(cloud.properties("BoardNotices")).containsEntry("TimeToLiveSpecification", on);
    assertThat(cloud.properties("BoardArchive")).doesNotContainKey("TimeToLiveSpecification");
    assertThat(cloud.properties("BoardAudit")).doesNotContainKey("TimeToLiveSpecification");
  }

  @Test
  void changesOfPostsCarryBothImages() {
    notices(
        BoardIT::bothImages,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "BoardPosts",
                it -> it.put("StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE"))));
  }

  private static void bothImages(Cloud cloud) {
    assertThat(cloud.properties("BoardPosts"))
        .containsEntry("StreamSpecification", Map.of("StreamViewType", "NEW_AND_OLD_IMAGES"));
    assertThat(cloud.properties("BoardArchive")).doesNotContainKey("StreamSpecification");
    assertThat(cloud.properties("BoardSessions")).doesNotContainKey("StreamSpecification");
  }

  @Test
  void everythingIsEncryptedAndPaidByUse() {
    notices(
        BoardIT::encrypted,
        Stacks.prod(),
        Stacks.prod().breaking("BoardArchive", it -> it.remove("SSESpecification")));
  }

  private static void encrypted(Cloud cloud) {
    assertThat(cloud.all(TABLE).values())
        .hasSize(5)
        .allSatisfy(
            table ->
                assertThat(table)
                    .containsEntry("SSESpecification", Map.of("SSEEnabled", true))
                    .containsEntry("BillingMode", "PAY_PER_REQUEST"));
  }

  @Test
  void textsCanBeHadBackFromAnyMomentAndSessionsCannot() {
    notices(
        BoardIT::recoverable,
        Stacks.prod(),
        Stacks.prod().breaking("BoardPosts", it -> it.remove("PointInTimeRecoverySpecification")));
    recoverable(Stacks.dev());
  }

  private static void recoverable(Cloud cloud) {
    Map<String, Object> on = Map.of("PointInTimeRecoveryEnabled", true);
    String key = "PointInTimeRecoverySpecification";
    assertThat(cloud.properties("BoardPosts")).containsEntry(key, on);
    assertThat(cloud.properties("BoardArchive")).containsEntry(key, on);
    assertThat(cloud.properties("BoardAudit")).containsEntry(key, on);
    assertThat(cloud.properties("BoardSessions")).doesNotContainKey(key);
  }

  @Test
  void prodKeepsItsData() {
    notices(
        BoardIT::kept,
        Stacks.prod(),
        Stacks.prod().breakingResource("BoardArchive", it -> it.put("DeletionPolicy", "Delete")));
    assertThat(Stacks.stack("prod").getTerminationProtection()).isTrue();
  }

  private static void kept(Cloud cloud) {
    assertThat(TABLES)
        .allSatisfy(
            name -> {
              assertThat(cloud.resource(name)).containsEntry("DeletionPolicy", "Retain");
              assertThat(cloud.properties(name)).containsEntry("DeletionProtectionEnabled", true);
            });
    assertThat(cloud.resource("IdentityUsers")).containsEntry("DeletionPolicy", "Retain");
    assertThat(cloud.properties("IdentityUsers")).containsEntry("DeletionProtection", "ACTIVE");
    assertThat(cloud.resource("WebSessionKey")).containsEntry("DeletionPolicy", "Retain");
    assertThat(cloud.resource("ApprovalChangesFailed")).containsEntry("DeletionPolicy", "Retain");
  }

  @Test
  void otherStagesLeaveNothingBehind() {
    notices(
        BoardIT::gone,
        Stacks.dev(),
        Stacks.dev().breakingResource("BoardPosts", it -> it.put("DeletionPolicy", "Retain")));
    assertThat(Stacks.stack("dev").getTerminationProtection()).isFalse();
  }

  private static void gone(Cloud cloud) {
    assertThat(TABLES)
        .allSatisfy(
            name -> {
              assertThat(cloud.resource(name)).containsEntry("DeletionPolicy", "Delete");
              assertThat(cloud.properties(name)).containsEntry("DeletionProtectionEnabled", false);
            });
    assertThat(cloud.names("AWS::Logs::LogGroup"))
        .allSatisfy(
            name -> assertThat(cloud.resource(name)).containsEntry("DeletionPolicy", "Delete"));
    assertThat(cloud.resource("IdentityUsers")).containsEntry("DeletionPolicy", "Delete");
    assertThat(cloud.properties("IdentityUsers")).containsEntry("DeletionProtection", "INACTIVE");
  }

  @Test
  void spendingHasALimitOutsideProd() {
    notices(
        BoardIT::limited,
        Stacks.dev(),
        Stacks.dev().breaking("BoardSessions", it -> it.remove("OnDemandThroughput")));
    assertThat(Stacks.prod().properties("BoardPosts")).doesNotContainKey("OnDemandThroughput");
    assertThat(Stacks.own().properties("BoardPosts"))
        .containsEntry(
            "OnDemandThroughput", Map.of("MaxReadRequestUnits", 200, "MaxWriteRequestUnits", 7));
  }

  private static void limited(Cloud cloud) {
    Map<String, Object> limit = Map.of("MaxReadRequestUnits", 200, "MaxWriteRequestUnits", 100);
    assertThat(cloud.all(TABLE).values())
        .allSatisfy(
            table -> {
              assertThat(table).containsEntry("OnDemandThroughput", limit);
              assertThat(Cloud.list(table.get("GlobalSecondaryIndexes")))
                  .allSatisfy(
                      index ->
                          assertThat(Cloud.map(index)).containsEntry("OnDemandThroughput", limit));
            });
  }

  private static List<String> shape(String table) {
    Map<String, Object> properties = Stacks.dev().properties(table);
    Map<Object, Object> types =
        Cloud.list(properties.get("AttributeDefinitions")).stream()
            .collect(
                Collectors.toMap(
                    it -> Cloud.at(it, "AttributeName"), it -> Cloud.at(it, "AttributeType")));
    List<String> shape =
        Cloud.list(properties.get("GlobalSecondaryIndexes")).stream()
            .map(
                it ->
                    Cloud.at(it, "IndexName")
                        + " "
                        + keys(it, types)
                        + " "
                        + Cloud.at(it, "Projection", "ProjectionType")
                        + included(Cloud.at(it, "Projection", "NonKeyAttributes")))
            .collect(Collectors.toList());
    shape.add(keys(properties, types));
    return shape;
  }

  private static String included(Object names) {
    return names == null ? "" : names.toString();
  }

  private static String keys(Object keyed, Map<Object, Object> types) {
    return Cloud.list(Cloud.at(keyed, "KeySchema")).stream()
        .map(it -> Cloud.at(it, "AttributeName"))
        .map(name -> name + ":" + types.get(name))
        .collect(Collectors.joining(" "));
  }
}
