package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.imprimatur.account.Removal;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.contract.SampleSessions;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Recipient;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.session.Session;
import org.junit.jupiter.api.Test;

/**
 * What each function asks of the tables where everything comes twice: what its role in {@code
 * infra} has to allow, and no more. A change here is one of {@code FunctionsIT} there.
 */
class AskedOfTablesTest {
  private static final Author ANN = new Author("6f1c3e5a-ann", "Ann");

  private final Functions cloud = new Functions();
  private final Instant now = cloud.here.clock().instant();

  @Test
  void listReadsThePublishedOnes() {
    JsonNode list = Recorded.event("http-list");

    assertThat(asks(ListPostsHandler::new, list, Recorded.event("http-find")))
        .isEqualTo(Map.of("posts", List.of("GetItem", "by-published Query")));
  }

  @Test
  void createLooksWhatItsAuthorHandedInBefore() {
    Post departed = cloud.here.samplePosts().pendingBy(ANN);
    cloud.stores().archive().put(new ArchivedPost(departed, Cause.WITHDRAWN, now));
    cloud.stores().posts().add(cloud.here.samplePosts().pendingBy(ANN));

    assertThat(asks(this::limited, Recorded.event("http-create"), Recorded.event("http-create")))
        .isEqualTo(
            Map.of(
                "posts", List.of("BatchGetItem", "GetItem", "PutItem", "by-author Query"),
                "archive", List.of("BatchGetItem", "GetItem", "by-author Query"),
                "sessions", List.of("by-sub Query")));
  }

  @Test
  void followingChangesPutsAwayAndTakesOffWithoutReadingPosts() {
    cloud.addRecordedPost();
    cloud.stores().posts().decide(id(), cloud.here.samplePosts().rejection(), now, now);
    JsonNode changes =
        Recorded.batch(
            "stream-insert",
            "stream-modify-published",
            "stream-modify-rejected",
            "stream-modify-withdrawn");

    assertThat(asks(FollowChangesHandler::new, changes, changes))
        .isEqualTo(
            Map.of(
                "posts", List.of("DeleteItem"),
                "archive", List.of("GetItem", "PutItem"),
                "audit", List.of("GetItem", "PutItem"),
                "notices", List.of("GetItem", "PutItem")));
  }

  @Test
  void archivePutsAway() {
    JsonNode expired = Recorded.event("stream-remove-by-time-to-live");

    assertThat(asks(ArchiveHandler::new, expired, expired))
        .isEqualTo(
            Map.of(
                "archive", List.of("GetItem", "PutItem"),
                "audit", List.of("GetItem", "PutItem")));
  }

  @Test
  void functionsBehindQueuesNoteWhatTheyHeard() {
    cloud.addRecordedPost();
    JsonNode request = Recorded.event("queue-approval-request");
    JsonNode responses = Recorded.batch("queue-approval-held", "queue-approval-response");

    assertThat(asks(ApprovalServiceHandler::new, request, request))
        .isEqualTo(Map.of("sessions", List.of("GetItem", "PutItem")));
    assertThat(asks(RecordDecisionHandler::new, responses, responses))
        .isEqualTo(
            Map.of(
                "posts", List.of("GetItem", "PutItem"),
                "sessions", List.of("GetItem", "PutItem")));
  }

  @Test
  void scheduleReadsWhatIsDueAndNotesThatItWasDone() {
    Post post = cloud.addRecordedPost();
    cloud.here.clock().advanceTo(post.due().orElseThrow());
    JsonNode schedule = Recorded.event("schedule");

    assertThat(asks(AttendHandler::new, schedule, schedule))
        .isEqualTo(
            Map.of(
                "posts", List.of("BatchGetItem", "GetItem", "PutItem", "by-due Query"),
                "sessions", List.of("by-sub Query")));
  }

  @Test
  void scheduleTakesOutWhoLeaves() {
    Post post = cloud.addRecordedPost();
    Post departed = cloud.here.samplePosts().pendingBy(ANN);
    cloud.stores().archive().put(new ArchivedPost(departed, Cause.WITHDRAWN, now));
    cloud.stores().notices().put(notice(post));
    cloud.stores().trail().append(report(post));
    cloud.stores().sessions().add(session());
    cloud.stores().recipients().put(recipient());
    cloud
        .stores()
        .removals()
        .begin(new Removal(ANN.id(), "gone-1", true, now, Optional.empty(), 0, now));
    JsonNode schedule = Recorded.event("schedule");

    assertThat(asks(AttendHandler::new, schedule))
        .isEqualTo(
            Map.of(
                "posts",
                List.of("BatchGetItem", "GetItem", "PutItem", "by-author Query", "by-due Query"),
                "archive",
                List.of("BatchGetItem", "GetItem", "PutItem", "by-author Query"),
                "audit",
                List.of("BatchGetItem", "PutItem", "UpdateItem", "by-person Query"),
                "notices",
                List.of("BatchGetItem", "DeleteItem", "by-person Query"),
                "sessions",
                List.of("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "by-sub Query")));
    assertThat(cloud.stores().recipients().find(recipient().id())).isEmpty();
  }

  private Recipient recipient() {
    return new Recipient(
        Recipient.idOf(ANN.id()),
        new Address("ann@example.org"),
        "c".repeat(32),
        false,
        now.truncatedTo(ChronoUnit.MILLIS));
  }

  private Notice notice(Post post) {
    Instant end = now.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    return new Notice(
        "a".repeat(32),
        ANN.id(),
        Notice.Kind.PUBLISHED,
        post.id(),
        post.title(),
        Optional.empty(),
        now,
        end,
        end);
  }

  private AuditEntry report(Post post) {
    Actor reader = new Actor(Actor.Kind.READER, ANN.id(), ANN.id());
    return new AuditEntry(
        "b".repeat(32), now, Act.REPORTED, reader, Optional.of(post.id()), 1, Optional.of("spam"));
  }

  private Session session() {
    return cloud
        .here
        .sampleSessions()
        .signedIn("s", SampleSessions.user(ANN.id()), Optional.empty());
  }

  private RequestStreamHandler limited(Start start) {
    return new CreatePostHandler(
        cloud.start("AUTHORS_MAX_WAITING", "20", "AUTHORS_MAX_PER_HOUR", "60"));
  }

  private static PostId id() {
    return new PostId(Recorded.post());
  }

  /** What a function asks of each table that it asks anything of, while it handles these events. */
  private Map<String, List<String>> asks(
      Function<Start, RequestStreamHandler> function, JsonNode... events) {
    taken();
    for (JsonNode event : events) {
      JsonNode answer = Recorded.answer(function.apply(cloud.start()), event);
      assertThat(answer.path("batchItemFailures")).isEmpty();
    }
    return taken();
  }

  private Map<String, List<String>> taken() {
    Map<String, List<String>> taken = new TreeMap<>();
    Map.of(
            "posts", cloud.tables.posts(),
            "archive", cloud.tables.archive(),
            "sessions", cloud.tables.sessions(),
            "audit", cloud.tables.audit(),
            "notices", cloud.tables.notices())
        .forEach((name, table) -> taken.put(name, new ArrayList<>(DynamoWire.asked(table))));
    taken.values().removeIf(List::isEmpty);
    return taken;
  }
}
