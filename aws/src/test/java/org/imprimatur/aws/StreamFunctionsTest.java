package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.event.Event;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions on the stream of posts, handed what Lambda hands them. */
class StreamFunctionsTest {
  private final Functions cloud = new Functions();
  private final PostId id = new PostId(Recorded.post());

  @Test
  void aPostThatCameInIsAskedAboutWithItsWholeText() {
    assertThat(Recorded.failures(follow(), Recorded.event("stream-insert"))).isEmpty();

    Event request = cloud.published.get(0);
    assertThat(request.id()).isEqualTo("request-" + id + "-1-1");
    assertThat(ApprovalEvents.readRequest(request).text()).isEqualTo(cloud.recordedPost().text());
  }

  @Test
  void nothingButANewPostIsAskedAbout() {
    assertThat(
            Recorded.failures(
                follow(),
                Recorded.batch(
                    "stream-modify-asked-again",
                    "stream-modify-published",
                    "stream-modify-rejected",
                    "stream-modify-withdrawn",
                    "stream-remove-by-time-to-live",
                    "stream-remove-by-user",
                    "stream-remove-by-role")))
        .isEmpty();

    assertThat(cloud.published).isEmpty();
  }

  @Test
  void aRejectedPostIsArchivedWithItsReasonAndTakenOffTheBoard() {
    cloud.addRecordedPost();
    reject();

    assertThat(Recorded.failures(follow(), Recorded.event("stream-modify-rejected"))).isEmpty();

    ArchivedPost departed = archived();
    assertThat(departed.cause()).isEqualTo(Cause.REJECTED);
    assertThat(departed.leftAt()).isEqualTo(Instant.parse("2025-03-01T12:00:10Z"));
    assertThat(departed.post().decision().orElseThrow().reason()).contains("Not for this board");
    assertThat(onBoard()).isEmpty();
    assertThat(cloud.here.telemetry().of(Occurrence.Kind.REJECTED)).hasSize(1);
  }

  @Test
  void aWithdrawnPostIsArchivedAndTakenOffTheBoard() {
    cloud.addRecordedPost();
    cloud.stores().posts().withdraw(id, "6f1c3e5a-ann", Instant.parse("2025-03-01T12:00:10Z"));

    Recorded.answer(follow(), Recorded.event("stream-modify-withdrawn"));

    assertThat(archived().cause()).isEqualTo(Cause.WITHDRAWN);
    assertThat(onBoard()).isEmpty();
  }

  @Test
  void recordsThatComeAfterSomebodyLeftAreWithoutTheirNameAtTheNextTick() {
    String ann = "6f1c3e5a-ann";
    cloud.addRecordedPost();
    reject();
    cloud.here.clock().advance(Duration.ofSeconds(30));
    cloud.start().board().removeAccount().remove(ann, true);

    assertThat(
            Recorded.failures(follow(), Recorded.batch("stream-insert", "stream-modify-rejected")))
        .isEmpty();
    assertThat(archived().post().author().id()).isEqualTo(ann);
    cloud.here.clock().advance(Duration.ofSeconds(11));
    Recorded.answer(new AttendHandler(cloud.start()), Recorded.event("schedule"));

    PageRequest page = PageRequest.first(9);
    assertThat(archived().post().author().name()).isEqualTo("Somebody who left");
    assertThat(archived().post().body()).isEqualTo(cloud.recordedPost().body());
    assertThat(cloud.stores().archive().byAuthor(ann, page).items()).isEmpty();
    assertThat(cloud.stores().trail().by(ann, page).items()).isEmpty();
    assertThat(cloud.stores().notices().of(ann, page, Instant.EPOCH).items()).isEmpty();
    assertThat(onBoard()).isEmpty();
  }

  @Test
  void whatTimeToLiveTookOffIsArchivedAsOfItsExpiry() {
    Recorded.answer(archive(), Recorded.event("stream-remove-by-time-to-live"));

    ArchivedPost departed = archived();
    assertThat(departed.cause()).isEqualTo(Cause.EXPIRED);
    assertThat(departed.post().status()).isEqualTo(Status.PUBLISHED);
    assertThat(departed.leftAt()).isEqualTo(departed.post().expires());
  }

  @Test
  void whatSomebodyDeletedIsNotArchived() {
    assertThat(
            Recorded.failures(
                archive(), Recorded.batch("stream-remove-by-user", "stream-remove-by-role")))
        .isEmpty();

    assertThat(cloud.stores().archive().all(PageRequest.first(9)).items()).isEmpty();
  }

  @Test
  void aRecordThatComesAgainAndAgainArchivesOnce() {
    Recorded.answer(
        archive(),
        Recorded.batch("stream-remove-by-time-to-live", "stream-remove-by-time-to-live"));
    Recorded.answer(archive(), Recorded.event("stream-remove-by-time-to-live"));

    assertThat(cloud.stores().archive().all(PageRequest.first(9)).items()).hasSize(1);
  }

  @Test
  void aBatchStopsAtTheFirstRecordThatFails() {
    CloudBus.fail(cloud.tables.posts(), Integer.MAX_VALUE);
    ObjectNode batch =
        Recorded.batch("stream-modify-asked-again", "stream-insert", "stream-modify-published");

    assertThat(Recorded.failures(follow(), batch)).containsExactly("4421584500000000017450439091");
  }

  @Test
  void aRecordThatIsNoPostIsReportedNotSwallowed() {
    ObjectNode batch = Recorded.batch("stream-insert");
    ((ObjectNode) batch.at("/Records/0/dynamodb/NewImage")).remove("title");

    assertThat(Recorded.failures(follow(), batch)).containsExactly("4421584500000000017450439091");
  }

  @Test
  void aRecordWithoutANumberFailsTheWholeBatchForAnEmptyIdWouldToo() {
    ObjectNode batch = Recorded.batch("stream-insert");
    ((ObjectNode) batch.at("/Records/0/dynamodb")).remove("SequenceNumber");

    assertThatThrownBy(() -> Recorded.answer(follow(), batch))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImportedPostThatWasDecidedLongAgoIsNotAskedAbout() {
    ObjectNode batch = Recorded.batch("stream-modify-published");
    ((ObjectNode) batch.at("/Records/0")).put("eventName", "INSERT");

    assertThat(Recorded.failures(follow(), batch)).isEmpty();
    assertThat(cloud.published).isEmpty();
  }

  @Test
  void timeOfARecordMayBeWholeOrBroken() {
    assertThat(at("stream-insert")).isEqualTo(Instant.parse("2025-03-01T12:00:00.123Z"));
    ObjectNode whole = Recorded.batch("stream-insert");
    ((ObjectNode) whole.at("/Records/0/dynamodb")).put("ApproximateCreationDateTime", 1740830400);
    assertThat(StreamRecord.read(whole.at("/Records/0")).at())
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
  }

  @Test
  void eachChangeIsNotedAndItsAuthorIsTold() {
    Recorded.answer(
        follow(),
        Recorded.batch(
            "stream-insert",
            "stream-modify-published",
            "stream-modify-published",
            "stream-modify-asked-again"));

    assertThat(trail()).containsExactly("PUBLISHED by auto", "INSERTED by 6f1c3e5a-ann");
    assertThat(told()).containsExactly(Notice.Kind.PUBLISHED);
    assertThat(cloud.here.telemetry().of(Occurrence.Kind.PUBLISHED)).hasSize(2);
  }

  @Test
  void newTextOfAPublishedPostIsAskedAbout() {
    assertThat(Recorded.failures(follow(), Recorded.event("stream-modify-revised"))).isEmpty();

    ApprovalRequest request = ApprovalEvents.readRequest(cloud.published.get(0));
    assertThat(request.requestId()).isEqualTo(id + "-2");
    assertThat(request.text().title()).isEqualTo("Found: a black cat");
    assertThat(trail()).containsExactly("REVISED by 6f1c3e5a-ann");
  }

  @Test
  void whatIsDecidedAboutANewTextIsNotedAndTold() {
    ObjectNode batch = Recorded.batch("stream-modify-updated", "stream-modify-revision-rejected");

    assertThat(Recorded.failures(follow(), batch)).isEmpty();

    assertThat(trail()).containsExactly("REVISION_REJECTED by 7a2d4f6b-mia", "UPDATED by auto");
    assertThat(told()).containsExactly(Notice.Kind.REVISION_REJECTED, Notice.Kind.UPDATED);
    assertThat(cloud.published).isEmpty();
    assertThat(cloud.stores().archive().all(PageRequest.first(9)).items()).isEmpty();
  }

  @Test
  void reportThatPutsAPostOutOfSightIsNotedAndTold() {
    assertThat(Recorded.failures(follow(), Recorded.event("stream-modify-hidden"))).isEmpty();

    assertThat(trail()).containsExactly("HIDDEN by 9c3e5a7b-bob");
    assertThat(told()).containsExactly(Notice.Kind.HIDDEN);
  }

  @Test
  void writeByOtherHandsIsNotTheChangeThatIsStillNamed() {
    ObjectNode batch = Recorded.batch("stream-modify-rejected");
    ObjectNode data = (ObjectNode) batch.at("/Records/0/dynamodb");
    ObjectNode mended = data.get("NewImage").deepCopy();
    mended.putObject("authorName").put("S", "Anna");
    data.set("OldImage", data.get("NewImage"));
    data.set("NewImage", mended);

    assertThat(Recorded.failures(follow(), batch)).isEmpty();

    assertThat(trail()).isEmpty();
    assertThat(cloud.stores().archive().find(id)).isEmpty();
  }

  @Test
  void proposalLeavesWithAnExpiredPost() {
    Recorded.answer(archive(), Recorded.event("stream-remove-by-time-to-live-proposal"));

    assertThat(archived().post().text().title()).isEqualTo("Found: a grey cat 🐈");
    assertThat(archived().post().latest().text().title()).isEqualTo("Found: a black cat");
    assertThat(archived().post().latest().decision().flatMap(Decision::reason))
        .contains("That is another cat");
    assertThat(trail()).containsExactly("EXPIRED by board");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-insert",
        "stream-modify-asked-again",
        "stream-modify-hidden",
        "stream-modify-published",
        "stream-modify-rejected",
        "stream-modify-revised",
        "stream-modify-revision-rejected",
        "stream-modify-updated",
        "stream-modify-withdrawn",
        "stream-remove-by-role",
        "stream-remove-by-time-to-live",
        "stream-remove-by-time-to-live-proposal",
        "stream-remove-by-user"
      })
  void recordedImagesAreWhatTheStoreWrites(String event) {
    StreamRecord record = StreamRecord.read(Recorded.event(event).at("/Records/0"));

    assertThat(Stream.of(record.before(), record.after()).flatMap(Optional::stream))
        .isNotEmpty()
        .allSatisfy(
            image -> {
              Map<String, AttributeValue> written = new HashMap<>(rewritten(image));
              written.put("token", image.attributes().get("token"));
              assertThat(image.attributes()).isEqualTo(written);
            });
  }

  private static Map<String, AttributeValue> rewritten(Item image) {
    Post post = PostItem.read(image);
    return DynamoPosts.item(
        post,
        image
            .maybeString("change")
            .map(kind -> new Change(Change.Kind.valueOf(kind), post, image.time("changedAt"))));
  }

  private List<String> trail() {
    return cloud.stores().trail().all(PageRequest.first(9)).items().stream()
        .map(entry -> entry.act() + " by " + entry.actor().id())
        .toList();
  }

  private List<Notice.Kind> told() {
    return cloud
        .stores()
        .notices()
        .of("6f1c3e5a-ann", PageRequest.first(9), Instant.EPOCH)
        .items()
        .stream()
        .map(Notice::kind)
        .toList();
  }

  private Instant at(String event) {
    return StreamRecord.read(Recorded.batch(event).at("/Records/0")).at();
  }

  private FollowChangesHandler follow() {
    return new FollowChangesHandler(cloud.start());
  }

  private ArchiveHandler archive() {
    return new ArchiveHandler(cloud.start());
  }

  private void reject() {
    Instant at = Instant.parse("2025-03-01T12:00:10Z");
    cloud.stores().posts().decide(id, cloud.here.samplePosts().rejection(), at, at);
  }

  private ArchivedPost archived() {
    return cloud.stores().archive().find(id).orElseThrow();
  }

  private Optional<Post> onBoard() {
    return cloud.stores().posts().find(id, Instant.parse("2025-03-01T12:00:11Z"));
  }
}
