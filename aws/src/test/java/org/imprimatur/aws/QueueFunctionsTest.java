package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.event.Event;
import org.imprimatur.post.Change;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.junit.jupiter.api.Test;

/** The functions behind queues and on the schedule, handed what Lambda hands them. */
class QueueFunctionsTest {
  private static final String REQUEST = "queue-approval-request";
  private static final String RESPONSE = "queue-approval-response";
  private static final String HELD = "queue-approval-held";

  private final Functions cloud = new Functions();
  private final PostId id = new PostId(Recorded.post());

  @Test
  void theApprovalServiceAnswersARequest() {
    assertThat(Recorded.failures(service(), Recorded.event(REQUEST))).isEmpty();

    Event event = cloud.published.get(0);
    assertThat(event.id()).isEqualTo("response-to-request-" + id + "-1-1");
    ApprovalResponse response = ApprovalEvents.readResponse(event);
    assertThat(response.approved()).isTrue();
    assertThat(response.requestId()).isEqualTo(id + "-1");
  }

  @Test
  void underTheManualPolicyItHoldsEverything() {
    ApprovalServiceHandler manual =
        new ApprovalServiceHandler(cloud.start("APPROVAL_POLICY", "manual"));

    assertThat(Recorded.failures(manual, Recorded.event(REQUEST))).isEmpty();
    assertThat(cloud.published).isEmpty();
  }

  @Test
  void underScreeningANewAuthorIsHeldWithTheReason() {
    ApprovalServiceHandler screened =
        new ApprovalServiceHandler(cloud.start("APPROVAL_POLICY", "screened"));

    assertThat(Recorded.failures(screened, Recorded.event(REQUEST))).isEmpty();
    assertThat(ApprovalEvents.readHeld(cloud.published.get(0)).reasons())
        .containsExactly(new HoldReason("new-author", "0 published (3 to be known)"));
  }

  @Test
  void screeningWithBrokenRulesDoesNotStart() {
    assertThatThrownBy(
            () ->
                new ApprovalServiceHandler(
                    cloud.start("APPROVAL_POLICY", "screened", "SCREENING_RULES", "/none.yaml")))
        .hasMessageContaining("/none.yaml: cannot be read");
  }

  @Test
  void aRequestThatIsDeliveredTwiceIsAnsweredOnce() {
    Recorded.answer(service(), Recorded.batch(REQUEST, REQUEST));
    Recorded.answer(service(), Recorded.event(REQUEST));

    assertThat(cloud.published).hasSize(1);
  }

  @Test
  void aRequestWhoseAnswerWasNotTakenComesAgain() {
    CloudBus.fail(cloud.tables.posts(), 4);
    assertThat(Recorded.failures(service(), Recorded.event(REQUEST)))
        .containsExactly("059f36b4-87a3-44ab-83d2-661975830a7d");

    assertThat(Recorded.failures(service(), Recorded.event(REQUEST))).isEmpty();
    assertThat(cloud.published).hasSize(1);
  }

  @Test
  void anApprovalPublishesForTheLifetimeFromNow() {
    cloud.addRecordedPost();
    cloud.here.clock().advance(Duration.ofSeconds(10));

    assertThat(Recorded.failures(recording("POSTS_LIFETIME", "2d"), Recorded.event(RESPONSE)))
        .isEmpty();

    Instant now = cloud.here.clock().instant();
    Post post = cloud.stores().posts().find(id, now).orElseThrow();
    assertThat(post.status()).isEqualTo(Status.PUBLISHED);
    assertThat(post.publishedAt()).contains(now);
    assertThat(post.expires()).isEqualTo(now.plus(Duration.ofDays(2)));
  }

  @Test
  void postThatTheServiceLeavesToAPersonSaysWhy() {
    cloud.addRecordedPost();

    assertThat(Recorded.failures(recording(), Recorded.batch(HELD, HELD))).isEmpty();

    Post post = cloud.stores().posts().find(id, cloud.here.clock().instant()).orElseThrow();
    assertThat(post.status()).isEqualTo(Status.PENDING);
    assertThat(post.current().held())
        .containsExactly(new HoldReason("links", "4 links, 3 are allowed"));
    assertThat(post.due()).isEmpty();
    assertThat(post.version()).isEqualTo(2);
  }

  @Test
  void aDecisionOnAPostThatNeverWasCreatesNothingAndIsDone() {
    assertThat(Recorded.failures(recording(), Recorded.event(RESPONSE))).isEmpty();
    assertThat(cloud.stores().posts().find(id, cloud.here.clock().instant())).isEmpty();
  }

  @Test
  void aMessageThatFailsHoldsUpNoOther() {
    cloud.addRecordedPost();
    ObjectNode batch = Recorded.batch(REQUEST, RESPONSE);

    assertThat(Recorded.failures(recording(), batch))
        .containsExactly("059f36b4-87a3-44ab-83d2-661975830a7d");
    assertThat(cloud.stores().posts().find(id, cloud.here.clock().instant()).map(Post::status))
        .contains(Status.PUBLISHED);
  }

  @Test
  void aMessageThatIsNoEventIsReportedNotSwallowed() {
    ObjectNode batch = Recorded.batch(RESPONSE);
    for (String body : new String[] {"", "{", "{}", "[]", "null"}) {
      ((ObjectNode) batch.at("/Records/0")).put("body", body);
      assertThat(Recorded.failures(recording(), batch)).as(body).hasSize(1);
    }
  }

  @Test
  void aMessageWithoutAnIdFailsTheWholeBatch() {
    ObjectNode batch = Recorded.batch(RESPONSE);
    ((ObjectNode) batch.at("/Records/0")).put("messageId", "");

    assertThatThrownBy(() -> Recorded.answer(recording(), batch))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEventOfAnybodysOwnServiceIsReadByTheEnvelopesOwnIdAndTime() {
    ObjectNode envelope = envelope();
    envelope.withArray("resources").removeAll();

    Event event = Envelope.read(envelope.toString());

    assertThat(event.id()).isEqualTo("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa");
    assertThat(event.time()).isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
  }

  @Test
  void ourOwnEventKeepsItsIdAndItsExactTime() {
    Event event = Envelope.read(envelope().toString());

    assertThat(event.id()).isEqualTo("response-to-request-" + id + "-1-1");
    assertThat(event.time()).isEqualTo(Instant.parse("2025-03-01T12:00:00.123Z"));
  }

  @Test
  void theScheduleAsksAgainWhenTheServiceIsSilent() {
    Post post = cloud.addRecordedPost();
    AttendHandler handler = new AttendHandler(cloud.start());

    assertThat(Recorded.answer(handler, Recorded.event("schedule")).get("attended").intValue())
        .isZero();
    cloud.here.clock().advanceTo(post.current().asking().next().orElseThrow());
    assertThat(Recorded.answer(handler, Recorded.event("schedule")).get("attended").intValue())
        .isEqualTo(1);
    assertThat(Recorded.answer(handler, Recorded.event("schedule")).get("attended").intValue())
        .isZero();

    assertThat(cloud.published).extracting(Event::id).containsExactly("request-" + id + "-1-2");
  }

  @Test
  void theScheduleHasAuthorsToldOfPostsThatExpireSoonOnce() {
    Post post = cloud.here.samplePosts().addPublished(cloud.stores().posts());
    Instant reminder = post.remindAt().orElseThrow();
    AttendHandler handler = new AttendHandler(cloud.start());
    List<Change> left = new ArrayList<>();
    DynamoWire.listen(
        cloud.tables.posts(), record -> StreamRecord.read(record).change().ifPresent(left::add));

    cloud.here.clock().advanceTo(reminder);
    Recorded.answer(handler, Recorded.event("schedule"));
    Recorded.answer(handler, Recorded.event("schedule"));

    assertThat(left).extracting(Change::kind).containsExactly(Change.Kind.EXPIRING);
    assertThat(cloud.published).isEmpty();
  }

  private static ObjectNode envelope() {
    try {
      return (ObjectNode)
          Recorded.MAPPER.readTree(Recorded.event(RESPONSE).at("/Records/0/body").textValue());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private ApprovalServiceHandler service() {
    return new ApprovalServiceHandler(cloud.start());
  }

  private RecordDecisionHandler recording(String... more) {
    return new RecordDecisionHandler(cloud.start(more));
  }
}
