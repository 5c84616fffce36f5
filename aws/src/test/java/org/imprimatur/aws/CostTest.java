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
  private static final Duration DELAY = Duration.ofSeconds(10);

  private final Functions cloud = new Functions();
  private final Meter meter = Meter.on(cloud.tables);
  private final List<JsonNode> changes = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

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
  @CsvSource({"300, 2.5", "1000, 5.0"})
  void aPageOfTheFeedIsOneQuery(int bodyBytes, double mostReadUnits) {
    Posts posts = cloud.stores().posts();
    for (int i = 0; i < 40; i++) {
      publish(posts, bodyBytes);
    }
    meter.take();

    Recorded.answer(new ListPostsHandler(cloud.start()), JsonNodeFactory.instance.objectNode());

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
  @CsvSource({"300, 28", "4000, 44"})
  void aPostOnItsWayFromSubmissionToTheArchive(int bodyBytes, double mostWriteUnits) {
    String of = " (body of " + bodyBytes + ")";
    Recorded.answer(new CreatePostHandler(cloud.start()), submission(bodyBytes));
    Meter.Count submitted = told("submitted" + of, meter.take());
    follow();
    Meter.Count asked = told("asked about" + of, meter.take());
    deliver(new ApprovalServiceHandler(cloud.start()), 0);
    Meter.Count answered = told("answered" + of, meter.take());
    cloud.here.clock().advance(DELAY);
    deliver(new RecordDecisionHandler(cloud.start()), 1);
    Meter.Count decided = told("decided" + of, meter.take());
    follow();
    Meter.Count announced = told("published" + of, meter.take());
    DynamoWire.sweep(
        cloud.tables.posts(), cloud.here.clock().instant().plus(Duration.ofDays(31)), 1);
    Recorded.answer(new ArchiveHandler(cloud.start()), batch());
    Meter.Count archived = told("archived" + of, meter.take());

    List<Meter.Count> all = List.of(submitted, asked, answered, decided, announced, archived);
    double writes = all.stream().mapToDouble(Meter.Count::writes).sum();
    double reads = all.stream().mapToDouble(Meter.Count::reads).sum();
    int calls = all.stream().mapToInt(count -> count.calls().size()).sum();
    System.out.printf(
        "a post%s: %d calls to DynamoDB, %.1f read and %.0f write units, %d events%n",
        of, calls, reads, writes, events.size());
    assertThat(events).hasSize(2);
    assertThat(submitted.calls()).containsOnlyOnce("write posts");
    assertThat(decided.calls()).containsOnlyOnce("write posts");
    assertThat(calls).isLessThanOrEqualTo(15);
    assertThat(writes).isLessThanOrEqualTo(mostWriteUnits);
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
