package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.event.Backoff;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Kept;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to moving a board out of tables that are written meanwhile, and into them. */
class TransferTest {
  private final Functions cloud = new Functions();
  private final SamplePosts samples = cloud.here.samplePosts();
  private final Stores stores = cloud.stores();

  @AfterEach
  void heal() {
    DynamoWire.fail();
  }

  @Test
  void postThatIsRejectedWhileItIsExportedIsToldOnceAsItWas() {
    Post post = samples.addPending(stores.posts(), 1).get(0);
    List<Entry> told = new ArrayList<>();

    export(
        entry -> {
          told.add(entry);
          cloud.here.clock().advance(Duration.ofSeconds(1));
          Post rejected =
              post.decided(samples.rejection(), cloud.here.clock().instant(), post.expires());
          archive(rejected, Cause.REJECTED);
        });

    assertThat(told).containsExactly(new Entry.OnBoard(post));
  }

  @Test
  void postThatLeavesWhileItIsExportedIsToldWhereItIsSeenFirst() {
    Post seen = samples.addPublished(stores.posts(), cloud.here.clock().instant().plusSeconds(1));
    Instant now = cloud.here.clock().instant();
    Post missed = samples.pending().decided(samples.approval(), now, seen.expires());
    List<Entry> told = new ArrayList<>();

    export(
        entry -> {
          if (told.isEmpty()) {
            cloud.here.clock().advance(Duration.ofSeconds(2));
            archive(seen, Cause.EXPIRED);
            archive(missed, Cause.EXPIRED);
          }
          told.add(entry);
        });

    assertThat(told)
        .containsExactly(
            new Entry.OnBoard(seen),
            new Entry.Archived(new ArchivedPost(missed, Cause.EXPIRED, missed.expires())));
  }

  @Test
  void postThatLeftBeforeIsToldAsArchived() {
    Post post = samples.addPublished(stores.posts(), cloud.here.clock().instant().plusSeconds(1));
    cloud.here.clock().advance(Duration.ofSeconds(2));
    ArchivedPost departed = archive(post, Cause.EXPIRED);
    remove(post.id());

    List<Entry> told = new ArrayList<>();
    export(told::add);

    assertThat(told).containsExactly(new Entry.Archived(departed));
  }

  @Test
  void entriesOfOneIdInOneBatchEndAsOneAfterTheOther() {
    Post post = samples.pending();
    Entry gone =
        new Entry.Archived(new ArchivedPost(post.withdrawn(), Cause.WITHDRAWN, post.submittedAt()));
    Entry there = new Entry.OnBoard(post);

    assertThat(stores.intake(event -> {}).keep(List.of(there, there, gone)))
        .containsExactly(Kept.ADDED, Kept.THERE_BEFORE, Kept.DIFFERS);
    assertThat(stores.archive().find(post.id())).isEmpty();
  }

  @Test
  void manyEntriesAreKeptInTheirOrder() {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      many.add(new Entry.OnBoard(samples.pending()));
    }
    stores.intake(event -> {}).keep(many.subList(100, 120));

    List<Kept> kept = stores.intake(event -> {}).keep(many);

    assertThat(kept.subList(100, 120)).containsOnly(Kept.THERE_BEFORE);
    assertThat(Collections.frequency(kept, Kept.ADDED)).isEqualTo(210);
  }

  @Test
  void whatIsThrottledIsTriedAgainAfterGrowingPauses() {
    List<Duration> pauses = new ArrayList<>();
    Patience patience = patience(pauses);
    List<Integer> tries = new ArrayList<>();

    String kept =
        patience.with(
            () -> {
              tries.add(1);
              if (tries.size() < 3) {
                throw new StoreUnavailable("throttled", true, new IllegalStateException());
              }
              return "kept";
            });

    assertThat(kept).isEqualTo("kept");
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(1)).isGreaterThan(pauses.get(0));
  }

  @Test
  void patienceHasAnEnd() {
    List<Duration> pauses = new ArrayList<>();
    Supplier<String> never =
        () -> {
          throw new StoreUnavailable("away", false, new IllegalStateException());
        };

    assertThatThrownBy(() -> patience(pauses).with(never)).hasMessage("away");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void throttledTableIsReadOnInTheEnd() {
    samples.addPending(stores.posts(), 3);
    DynamoWire.Fault throttled = new DynamoWire.Fault("Scan", asking -> throttled());
    DynamoWire.fail(Collections.nCopies(4, throttled).toArray(new DynamoWire.Fault[0]));

    List<Entry> told = new ArrayList<>();
    export(told::add);

    assertThat(told).hasSize(3);
  }

  private void export(Consumer<Entry> each) {
    stores.holdings().forEach(each);
  }

  private ArchivedPost archive(Post post, Cause cause) {
    boolean expired = cause == Cause.EXPIRED;
    ArchivedPost departed =
        new ArchivedPost(post, cause, expired ? post.expires() : cloud.here.clock().instant());
    stores.archive().put(departed);
    return departed;
  }

  /** As time to live would. */
  private void remove(PostId id) {
    CloudEngine.DYNAMO_DB.deleteItem(
        delete ->
            delete.tableName(stores.tables().posts()).key(Map.of("id", Item.text(id.value()))));
  }

  private Patience patience(List<Duration> pauses) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 4);
    return new Patience(backoff, cloud.here.random(), pauses::add);
  }

  private static Http.Answer throttled() {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"}";
    return new Http.Answer(400, body.getBytes(StandardCharsets.UTF_8));
  }
}
