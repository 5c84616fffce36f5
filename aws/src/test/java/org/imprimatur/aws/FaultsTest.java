package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB does on a bad day: answers lost, throttled, late, incomplete. */
class FaultsTest {
  private static final int MANY = 50;

  private final Functions cloud = new Functions();
  private final Posts posts = cloud.stores().posts();
  private final Instant now = cloud.here.clock().instant();

  @AfterEach
  void heal() {
    DynamoWire.fail();
  }

  @Test
  void aDecisionWhoseAnswerGotLostIsAppliedByItsRetry() {
    Post post = pending();
    DynamoWire.fail(lost("PutItem"));

    Posts.Decided decided = decide(post, cloud.here.samplePosts().approval());

    assertThat(decided).isInstanceOf(Posts.Decided.Applied.class);
  }

  @Test
  void everyWriteRecognisesItsOwnSuccess() {
    Post post = cloud.here.samplePosts().pending();
    DynamoWire.fail(lost("PutItem"));
    assertThat(posts.add(post)).isEqualTo(new Posts.Addition.Added(post));
    DynamoWire.fail(lost("PutItem"));
    assertThat(posts.withdraw(post.id(), "ann", now)).isEqualTo(Posts.Withdrawn.DONE);

    DynamoWire.fail(lost("PutItem"));
    assertThat(cloud.stores().entries().putIfAbsent("k", "v", now.plusSeconds(9), now)).isTrue();

    Session session = cloud.here.sampleSessions().signedIn("s");
    DynamoWire.fail(lost("PutItem"));
    cloud.stores().sessions().add(session);
    DynamoWire.fail(lost("PutItem"));
    assertThat(cloud.stores().sessions().replace(session)).contains(session.nextVersion());
  }

  @Test
  void aRetryThatMeetsAnothersDecisionIsToldOfIt() {
    Post post = pending();
    Decision theirs = cloud.here.samplePosts().rejection();
    DynamoWire.fail(
        new DynamoWire.Fault(
            "PutItem",
            asking -> {
              DynamoWire.fail();
              decide(post, theirs);
              return error(500, "InternalServerError");
            }));

    Posts.Decided decided = decide(post, cloud.here.samplePosts().approval());

    assertThat(decided).isInstanceOf(Posts.Decided.AlreadyDecided.class);
    assertThat(posts.find(post.id(), now).flatMap(Post::decision)).contains(theirs);
  }

  @Test
  void whatStandsIsTakenFromTheRefusalWhereItIsThere() {
    Post post = pending();
    ObjectNode item =
        (ObjectNode) Recorded.event("stream-modify-published").at("/Records/0/dynamodb/NewImage");
    DynamoWire.fail(
        new DynamoWire.Fault(
            "PutItem",
            asking -> {
              decide(post, cloud.here.samplePosts().rejection());
              ObjectNode refusal = (ObjectNode) Recorded.MAPPER.readTree(asking.ask().body());
              refusal.set("Item", item);
              return new Http.Answer(400, refusal.toString().getBytes(StandardCharsets.UTF_8));
            }));

    Posts.Decided decided = decide(post, cloud.here.samplePosts().approval());

    assertThat(((Posts.Decided.AlreadyDecided) decided).current().id().value())
        .isEqualTo(Recorded.post());
  }

  @Test
  void whoLosesEveryRaceIsToldThatNothingWasWritten() {
    Post post = pending();
    DynamoWire.fail(many("PutItem", asking -> error(400, "ConditionalCheckFailedException")));

    assertThatThrownBy(() -> decide(post, cloud.here.samplePosts().approval()))
        .isInstanceOfSatisfying(StoreUnavailable.class, e -> assertThat(e.outcomeKnown()).isTrue());

    DynamoWire.fail();
    assertThat(posts.find(post.id(), now)).contains(post);
  }

  @Test
  void aWriteThatWasThrottledThroughoutWroteNothingForSure() {
    Post post = pending();
    DynamoWire.fail(
        many("PutItem", asking -> error(400, "ProvisionedThroughputExceededException")));

    assertThatThrownBy(() -> decide(post, cloud.here.samplePosts().approval()))
        .isInstanceOfSatisfying(StoreUnavailable.class, e -> assertThat(e.outcomeKnown()).isTrue());
  }

  @Test
  void aWriteWithoutAnAnswerMayHaveBeenMade() {
    Post post = pending();
    DynamoWire.Fault[] faults =
        many("PutItem", asking -> error(400, "ProvisionedThroughputExceededException"));
    faults[0] = lost("PutItem");
    DynamoWire.fail(faults);

    assertThatThrownBy(() -> decide(post, cloud.here.samplePosts().approval()))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.outcomeKnown()).isFalse());
  }

  @Test
  void anIndexThatLagsBehindShowsModeratorsNothingDecided() throws IOException {
    Post post = pending();
    AtomicReference<Http.Answer> stale = new AtomicReference<>();
    DynamoWire.fail(
        new DynamoWire.Fault(
            "Query",
            asking -> {
              stale.set(asking.ask());
              return stale.get();
            }));
    assertThat(posts.waiting(PageRequest.first(9), now).items()).containsExactly(post);
    decide(post, cloud.here.samplePosts().approval());

    DynamoWire.fail(new DynamoWire.Fault("Query", asking -> stale.get()));

    assertThat(posts.waiting(PageRequest.first(9), now).items()).isEmpty();
  }

  @Test
  void keysThatWereNotReadInTimeAreReadAgain() {
    List<Post> added = cloud.here.samplePosts().addPending(posts, 5);
    DynamoWire.Fault passes = new DynamoWire.Fault("BatchGetItem", DynamoWire.Asking::ask);
    DynamoWire.fail(
        new DynamoWire.Fault("Query", DynamoWire.Asking::ask),
        new DynamoWire.Fault("BatchGetItem", asking -> halfRead(asking.ask())),
        passes);

    assertThat(posts.waiting(PageRequest.first(9), now).items())
        .containsExactlyInAnyOrderElementsOf(added);
  }

  @Test
  void aPageIsFilledThoughExpiredPostsAreInItsWay() {
    Instant soon = now.plusSeconds(60);
    Post below = cloud.here.samplePosts().addPublished(posts);
    cloud.here.clock().advance(Duration.ofMillis(1));
    for (int i = 0; i < 9; i++) {
      cloud.here.samplePosts().addPublished(posts, soon);
    }

    assertThat(posts.published(PageRequest.first(3), soon).items())
        .containsExactly(PublicPost.of(below));
  }

  @Test
  void aPageThatCannotBeFilledInTimeSaysWhereItGoesOn() {
    Instant soon = now.plusSeconds(60);
    Post below = cloud.here.samplePosts().addPublished(posts);
    cloud.here.clock().advance(Duration.ofMillis(1));
    for (int i = 0; i < 25; i++) {
      cloud.here.samplePosts().addPublished(posts, soon);
    }

    Page<PublicPost> first = posts.published(PageRequest.first(1), soon);
    List<PublicPost> seen = new ArrayList<>(first.items());
    Page<PublicPost> page = first;
    while (page.next().isPresent()) {
      page = posts.published(new PageRequest(page.next(), 1), soon);
      seen.addAll(page.items());
    }

    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(seen).containsExactly(PublicPost.of(below));
  }

  @Test
  void timeToLiveIsANumberOfSeconds() {
    Post post = pending();

    Map<String, AttributeValue> item =
        CloudEngine.DYNAMO_DB
            .getItem(
                get ->
                    get.tableName(cloud.tables.posts())
                        .key(Map.of("id", Item.text(post.id().value()))))
            .item();

    assertThat(item.get(Tables.TIME_TO_LIVE).n())
        .isEqualTo(Long.toString(post.expires().getEpochSecond()));
  }

  @Test
  void aSessionThatTimeToLiveTookAwayIsNotBroughtBack() {
    Session session = cloud.here.sampleSessions().signedIn("s");

    assertThat(cloud.stores().sessions().replace(session)).isEmpty();
    assertThat(cloud.stores().sessions().find(SessionKey.of("s"), now)).isEmpty();
  }

  @Test
  void everyCallTellsWhatItCost() {
    List<String> costs = new ArrayList<>();
    Posts counted =
        new Stores(
                CloudEngine.DYNAMO_DB,
                cloud.tables,
                cloud.here.random(),
                (operation, table, units) -> costs.add(operation + " " + (units > 0)))
            .posts();

    Post post = cloud.here.samplePosts().addPending(counted, 1).get(0);
    counted.find(post.id(), now);
    counted.byAuthor(post.author().id(), PageRequest.first(1), now);

    assertThat(costs)
        .containsExactly("PutItem true", "GetItem true", "Query true", "BatchGetItem true");
  }

  private Post pending() {
    return cloud.here.samplePosts().addPending(posts, 1).get(0);
  }

  private Posts.Decided decide(Post post, Decision decision) {
    return posts.decide(post.id(), decision, now, SamplePosts.LIFETIME.from(now));
  }

  /** The write is made; its answer is lost on the way. */
  private static DynamoWire.Fault lost(String operation) {
    return new DynamoWire.Fault(
        operation,
        asking -> {
          asking.ask();
          return error(500, "InternalServerError");
        });
  }

  private static DynamoWire.Fault[] many(String operation, DynamoWire.Around around) {
    return Collections.nCopies(MANY, new DynamoWire.Fault(operation, around))
        .toArray(DynamoWire.Fault[]::new);
  }

  private static Http.Answer error(int status, String type) {
    String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"\"}";
    return new Http.Answer(status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Http.Answer halfRead(Http.Answer whole) throws IOException {
    ObjectNode answer = (ObjectNode) Recorded.MAPPER.readTree(whole.body());
    String table = answer.get("Responses").fieldNames().next();
    ArrayNode items = (ArrayNode) answer.get("Responses").get(table);
    ArrayNode unread = answer.putObject("UnprocessedKeys").putObject(table).putArray("Keys");
    while (items.size() > 2) {
      unread.addObject().set("id", items.remove(0).get("id"));
    }
    return new Http.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
