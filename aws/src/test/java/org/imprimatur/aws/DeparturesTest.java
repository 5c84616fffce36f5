package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;

/**
 * The functions on the stream of posts while posts leave in every way at once, and while the
 * archive is away for a day: {@code -Dimprimatur.departures=N} has more of them leave.
 */
class DeparturesTest {
  private static final int DEPARTURES = Integer.getInteger("imprimatur.departures", 30);
  private static final int AT_ONCE = 30;
  private static final int BATCH = 10;
  private static final int TRIES = 2;

  private final Random random = new Random(1);
  private final Functions cloud = new Functions();
  private final Posts posts = cloud.stores().posts();
  private final List<JsonNode> records = Collections.synchronizedList(new ArrayList<>());

  DeparturesTest() {
    DynamoWire.listen(cloud.tables.posts(), records::add);
  }

  @Test
  void onlyWhatTimeToLiveTookIsArchivedAsExpiredAndEachOnceWhoeverElseRemoves() {
    int left = 0;
    while (left < DEPARTURES) {
      Map<PostId, ArchivedPost> expected = new HashMap<>();
      List<PostId> deleted = new ArrayList<>();
      for (int i = 0; i < AT_ONCE / 3; i++) {
        Post post = cloud.here.samplePosts().addPublished(posts, soon());
        expected.put(post.id(), new ArchivedPost(post, Cause.EXPIRED, post.expires()));
        Post rejected = cloud.here.samplePosts().addRejected(posts);
        Instant now = cloud.here.clock().instant();
        expected.put(rejected.id(), new ArchivedPost(rejected, Cause.REJECTED, now));
        deleted.add(delete(cloud.here.samplePosts().addPending(posts, 1).get(0)));
      }
      DynamoWire.sweep(cloud.tables.posts(), soon(), AT_ONCE);
      cloud.here.clock().advance(Duration.ofHours(23));
      deliver(expected);
      left += AT_ONCE;
      compare(expected);
      assertThat(deleted).noneMatch(id -> archived(id).isPresent());
    }
    System.out.printf("figure: %,d left%n", left);
  }

  @Test
  void whatTheArchiveMissedInADayIsInItOnceTheBatchesAreHandedInAgain() {
    Map<PostId, ArchivedPost> expected = new HashMap<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Post post = cloud.here.samplePosts().addPublished(posts, soon());
      expected.put(post.id(), new ArchivedPost(post, Cause.EXPIRED, post.expires()));
    }
    DynamoWire.sweep(cloud.tables.posts(), soon(), AT_ONCE);
    List<ObjectNode> bucket = new ArrayList<>();
    for (ObjectNode batch : batches(removals())) {
      giveUp(batch, bucket);
    }
    records.clear();
    cloud.here.clock().advance(Duration.ofDays(1));
    assertThat(expected.keySet()).noneMatch(id -> archived(id).isPresent());

    for (int times = 0; times < 2; times++) {
      for (ObjectNode kept : bucket) {
        assertThat(Recorded.failures(archive(), payload(kept))).isEmpty();
      }
    }

    compare(expected);
  }

  private Instant soon() {
    return cloud.here.clock().instant().plusSeconds(60);
  }

  private PostId delete(Post post) {
    CloudEngine.DYNAMO_DB.deleteItem(
        delete ->
            delete.tableName(cloud.tables.posts()).key(Map.of("id", Item.text(post.id().value()))));
    return post.id();
  }

  /** Everything up to three times, in any order, while tables are away now and then. */
  private void deliver(Map<PostId, ArchivedPost> expected) {
    List<JsonNode> first = List.copyOf(records);
    handOver(first, expected);
    List<JsonNode> all = new ArrayList<>(records);
    all.addAll(first);
    all.addAll(first);
    Collections.shuffle(all, random);
    handOver(all, expected);
    records.clear();
  }

  private void handOver(List<JsonNode> some, Map<PostId, ArchivedPost> expected) {
    for (ObjectNode batch : batches(some)) {
      insist(batch, false);
      insist(batch, true);
      expected.values().stream()
          .filter(departed -> departed.cause() == Cause.REJECTED)
          .forEach(this::isSomewhere);
    }
  }

  private void isSomewhere(ArchivedPost rejected) {
    PostId id = rejected.post().id();
    Instant now = cloud.here.clock().instant();
    assertThat(posts.find(id, now).isPresent() || archived(id).isPresent()).as(id.value()).isTrue();
  }

  /** As the source of events does: from the record that failed on, on new processes. */
  private void insist(ObjectNode batch, boolean archiving) {
    String away = List.of("POSTS_TABLE", "ARCHIVE_TABLE", "AUDIT_TABLE").get(random.nextInt(3));
    Start start = random.nextBoolean() ? cloud.start() : cloud.start(away, "nowhere");
    RequestStreamHandler failing =
        archiving ? new ArchiveHandler(start) : new FollowChangesHandler(start);
    Recorded.answer(failing, batch);
    RequestStreamHandler well = archiving ? archive() : new FollowChangesHandler(cloud.start());
    assertThat(Recorded.failures(well, batch)).isEmpty();
  }

  private RequestStreamHandler archive() {
    return new ArchiveHandler(cloud.start());
  }

  /** A batch that fails is halved until it is one record, and that is put into the bucket. */
  private void giveUp(ObjectNode batch, List<ObjectNode> bucket) {
    JsonNode all = batch.get("Records");
    if (all.size() > 1) {
      for (JsonNode record : all) {
        giveUp(batch(List.of(record)), bucket);
      }
      return;
    }
    RequestStreamHandler away = new ArchiveHandler(cloud.start("ARCHIVE_TABLE", "nowhere"));
    for (int tried = 0; tried < TRIES; tried++) {
      assertThat(Recorded.failures(away, batch)).hasSize(1);
    }
    bucket.add(JsonNodeFactory.instance.objectNode().put("payload", batch.toString()));
  }

  private static JsonNode payload(JsonNode kept) {
    try {
      return Recorded.MAPPER.readTree(kept.get("payload").textValue());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private List<JsonNode> removals() {
    return records.stream()
        .filter(record -> record.get("eventName").asText().equals("REMOVE"))
        .toList();
  }

  private static List<ObjectNode> batches(List<JsonNode> all) {
    List<ObjectNode> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(batch(all.subList(from, Math.min(all.size(), from + BATCH))));
    }
    return batches;
  }

  private static ObjectNode batch(List<JsonNode> some) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    batch.putArray("Records").addAll(some);
    return batch;
  }

  private Optional<ArchivedPost> archived(PostId id) {
    return cloud.stores().archive().find(id);
  }

  private void compare(Map<PostId, ArchivedPost> expected) {
    expected.forEach((id, departed) -> assertThat(archived(id)).contains(departed));
    assertThat(expected.keySet()).noneMatch(id -> posts.find(id, Instant.EPOCH).isPresent());
  }
}
