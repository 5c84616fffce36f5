package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class PostTest {
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofDays(30));
  private static final Post PENDING =
      Post.pending(
          new PostId("0195524a1c007e31a5d0c4b2f8e07d11"),
          new Author("ann", "Ann"),
          Revision.waiting(
              1,
              new Submission("Title", "Body"),
              NOON,
              new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
              new Asking(1, Optional.of(NOON.plusSeconds(70)))),
          END);

  @Test
  void pendingPostIsPublicAtNoTime() {
    assertThat(PENDING.isPublic(NOON)).isFalse();
    assertThat(PENDING.isPublic(END)).isFalse();
  }

  @Test
  void approvedPostIsPublicUntilItsNewEnd() {
    Post published = PENDING.decided(decision(Verdict.APPROVED), NOON, END.plusSeconds(5));

    assertThat(published.isPublic(NOON)).isTrue();
    assertThat(published.isPublic(END)).isTrue();
    assertThat(published.isPublic(END.plusSeconds(5))).isFalse();
  }

  @Test
  void rejectedPostIsNeverPublicAndKeepsItsEnd() {
    Post rejected = PENDING.decided(decision(Verdict.REJECTED), NOON, END.plusSeconds(5));

    assertThat(rejected.isPublic(NOON)).isFalse();
    assertThat(rejected.publishedAt()).isEmpty();
    assertThat(rejected.expires()).isEqualTo(END);
    assertThat(rejected.status().leaving()).isTrue();
  }

  @Test
  void withdrawnPostIsLeavingUndecided() {
    assertThat(PENDING.withdrawn().status().leaving()).isTrue();
    assertThat(PENDING.withdrawn().decision()).isEmpty();
    assertThat(PENDING.status().leaving()).isFalse();
  }

  @Test
  void statusAgreesWithTimesDecisionAndProposal() {
    Post published = PENDING.decided(decision(Verdict.APPROVED), NOON, END);
    Revision newer = Revision.waiting(2, PENDING.text(), NOON, PENDING.trace(), asking());

    assertRefused(() -> published.next().publishedAt(Optional.empty()).post());
    assertRefused(() -> published.next().current(PENDING.current()).post());
    assertRefused(() -> PENDING.next().current(published.current()).post());
    assertRefused(() -> PENDING.next().status(Status.REJECTED).post());
    assertRefused(() -> PENDING.next().status(Status.CHANGES_REQUESTED).post());
    assertRefused(() -> PENDING.next().proposal(Optional.of(newer)).post());
    assertRefused(() -> published.next().proposal(Optional.of(PENDING.current())).post());
    assertRefused(() -> Revision.waiting(0, PENDING.text(), NOON, PENDING.trace(), asking()));
    assertRefused(() -> newer.decided(decision(Verdict.APPROVED)));
  }

  @Test
  void authorIsRemindedThreeDaysBeforeTheEndUnlessThatIsPast() {
    Decision yes = decision(Verdict.APPROVED);
    Instant soon = NOON.plus(Duration.ofDays(3));

    assertThat(PENDING.decided(yes, NOON, END).remindAt()).contains(END.minus(Post.REMINDER));
    assertThat(PENDING.decided(yes, NOON, soon).remindAt()).isEmpty();
  }

  @Test
  void waitsSinceItsTextWasHandedInOrSinceItsReportsWereEnough() {
    Post published = PENDING.decided(decision(Verdict.APPROVED), NOON, END);
    Report report = new Report("bob", "spam", NOON.plusSeconds(60));
    Revision newer =
        Revision.waiting(2, PENDING.text(), NOON.plusSeconds(90), PENDING.trace(), asking());
    Post reported = published.next().reports(ReportCase.NONE.with(report, 1)).post();

    assertThat(PENDING.waitingSince()).contains(NOON);
    assertThat(published.waitingSince()).isEmpty();
    assertThat(published.next().proposal(Optional.of(newer)).post().waitingSince())
        .contains(NOON.plusSeconds(90));
    assertThat(reported.waitingSince()).contains(NOON.plusSeconds(60));
    assertThat(reported.next().proposal(Optional.of(newer)).post().waitingSince())
        .contains(NOON.plusSeconds(60));
  }

  @Test
  void occurrenceNamesThePostAndNothingOfItsText() {
    Occurrence occurrence =
        PENDING.occurrence(Occurrence.Kind.SUBMITTED, Map.of("reason", "because"));

    assertThat(occurrence.fields())
        .containsOnly(
            Map.entry("postId", PENDING.id().value()),
            Map.entry("revision", "1"),
            Map.entry("requestId", PENDING.id() + "-1"),
            Map.entry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736"),
            Map.entry("reason", "because"));
  }

  @Test
  void changeIsNamedAfterPostVersionAndKind() {
    Change change = new Change(Change.Kind.INSERTED, PENDING, NOON);

    assertThat(change.id()).isEqualTo("0195524a1c007e31a5d0c4b2f8e07d11-1-INSERTED");
  }

  private static void assertRefused(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
  }

  private static Asking asking() {
    return new Asking(1, Optional.empty());
  }

  private static Decision decision(Verdict verdict) {
    return new Decision(verdict, Optional.empty(), Decider.service("auto"), NOON, 1);
  }
}
