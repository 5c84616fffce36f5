package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.SampleSessions;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Submission;
import org.imprimatur.session.Session;
import org.imprimatur.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * What a page and a post take of DynamoDB and of the bus. The figures of {@code docs/aws.md} are
 * these; each test prints its own.
 */
class CostTest {
  private static final String TITLE = "Found near the old mill: a grey cat";
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
  private static final Duration DELAY = Duration.ofSeconds(10);

  private final Functions cloud = new Functions();
  private final Meter meter = Meter.on(cloud.tables);
  private final List<JsonNode> changes = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Meter.Count> steps = new ArrayList<>();

  @BeforeEach
  void listen() {
    CreateTableRequest posts = cloud.tables.requests().get(0);
    DynamoWire.listen(
        cloud.tables.posts(),
        record -> {
          meter.wrote(posts, record);
          changes.add(record);
        });
    CloudBus.open(cloud.tables.posts(), (id, envelope) -> events.add(envelope));
  }

  @ParameterizedTest
  @CsvSource({"300, 1.5", "1000, 3.5"})
  void aPageOfTheFeedIsOneQuery(int bodyBytes, double mostReadUnits) {
    Posts posts = cloud.stores().posts();
    for (int i = 0; i < 40; i++) {
      publish(posts, bodyBytes);
    }
    meter.take();

    answer(new ListPostsHandler(cloud.start()), NOTHING);

    Meter.Count page = told("page of the feed, bodies of " + bodyBytes, meter.take());
    assertThat(page.calls()).containsExactly("Query");
    assertThat(page.reads()).isLessThanOrEqualTo(mostReadUnits);
  }

  @ParameterizedTest
  @CsvSource({"2500, 1", "5500, 2"})
  void whoIsSignedInIsOneReadByKey(int tokensBytes, double readUnits) {
    Sessions sessions = cloud.stores().sessions();
    Session session = new SampleSessions(cloud.here.clock()).signedIn("secret");
    sessions.add(sealing(session, "x".repeat(tokensBytes)));
    meter.take();

    assertThat(sessions.find(session.key(), cloud.here.clock().instant())).isPresent();

    Meter.Count read = told("session with " + tokensBytes + " of sealed tokens", meter.take());
    assertThat(read.calls()).containsExactly("GetItem");
    assertThat(read.reads()).isEqualTo(readUnits);
  }

  @ParameterizedTest
  @CsvSource({"300, 33", "4000, 53"})
  void aPostOnItsWayFromSubmissionToTheArchive(int bodyBytes, double mostWriteUnits) {
    Start start = cloud.start();
    step("submitted", () -> answer(new CreatePostHandler(start), submission(bodyBytes)));
    step("asked about", this::follow);
    step("answered", () -> deliver(new ApprovalServiceHandler(start), 0));
    cloud.here.clock().advance(DELAY);
    step("decided", () -> deliver(new RecordDecisionHandler(start), 1));
    step("published", this::follow);
    cloud.here.clock().advance(Duration.ofDays(29));
    step("soon to expire", () -> answer(new AttendHandler(start), NOTHING));
    step("author reminded", this::follow);
    DynamoWire.sweep(cloud.tables.posts(), in(Duration.ofDays(2)), 1);
    step("archived", () -> answer(new ArchiveHandler(start), batch()));

    Meter.Count all = steps.stream().reduce(Meter.Count::plus).orElseThrow();
    told("a post with a body of " + bodyBytes, all);
    assertThat(events).hasSize(2);
    // Counted whole, although a tick of the schedule looks once for all posts and all removals.
    assertThat(all.calls()).hasSizeLessThanOrEqualTo(25);
    assertThat(all.calls().stream().filter("write posts"::equals)).hasSize(3);
    assertThat(all.writes()).isLessThanOrEqualTo(mostWriteUnits);
  }

  private void step(String what, Runnable work) {
    work.run();
    steps.add(told(what, meter.take()));
  }

  private static void answer(RequestStreamHandler function, JsonNode event) {
    var unused = Recorded.answer(function, event);
  }

  private Instant in(Duration time) {
    return cloud.here.clock().instant().plus(time);
  }

  private void follow() {
    assertThat(Recorded.failures(new FollowChangesHandler(cloud.start()), batch())).isEmpty();
  }

  private ObjectNode batch() {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    batch.putArray("Records").addAll(changes);
    changes.clear();
    return batch;
  }

  private void deliver(RequestStreamHandler function, int event) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    batch.putArray("Records").addObject().put("messageId", "m").put("body", events.get(event));
    assertThat(Recorded.failures(function, batch)).isEmpty();
  }

  private static ObjectNode submission(int bodyBytes) {
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    text.put("title", TITLE).put("body", "x".repeat(bodyBytes));
    ObjectNode event = Recorded.event("http-create").deepCopy();
    return event.put("body", text.toString());
  }

  private void publish(Posts posts, int bodyBytes) {
    SamplePosts samples = cloud.here.samplePosts();
    Post post = samples.pendingWith(new Submission(TITLE, "x".repeat(bodyBytes)));
    posts.add(post);
    Instant now = cloud.here.clock().instant();
    posts.decide(post.id(), samples.approval(), now, new Lifetime(Duration.ofDays(30)).from(now));
  }

  private static Session sealing(Session session, String tokens) {
    return new Session(
        session.key(),
        session.version(),
        session.user(),
        session.providerSession(),
        tokens,
        session.tokensExpire(),
        session.refreshLease(),
        session.createdAt(),
        session.lastSeen(),
        session.ends());
  }

  private static Meter.Count told(String what, Meter.Count count) {
    System.out.printf(
        "%s: %s, %.1f read and %.0f write units%n",
        what, count.calls(), count.reads(), count.writes());
    return count;
  }
}
