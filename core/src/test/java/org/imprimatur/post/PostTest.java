package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class PostTest {
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofDays(30));
  private static final Post PENDING =
      Post.pending(
          new PostId("0195524a1c007e31a5d0c4b2f8e07d11"),
          new Submission("Title", "Body"),
          new Author("ann", "Ann"),
          NOON,
          END,
          new Asking(1, Optional.of(NOON.plusSeconds(70))),
          new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

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
  void statusAgreesWithTimesAndDecision() {
    Optional<Decision> no = Optional.empty();
    Optional<Decision> yes = Optional.of(decision(Verdict.APPROVED));
    Optional<Instant> never = Optional.empty();

    assertInconsistent(1, Status.PUBLISHED, never, yes);
    assertInconsistent(1, Status.PUBLISHED, Optional.of(NOON), no);
    assertInconsistent(1, Status.PENDING, Optional.of(NOON), no);
    assertInconsistent(1, Status.PENDING, never, yes);
    assertInconsistent(1, Status.REJECTED, never, no);
    assertInconsistent(1, Status.WITHDRAWN, never, yes);
    assertInconsistent(0, Status.PENDING, never, no);
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
  void changeIsNamedAfterPostRevisionAndKind() {
    Change change = new Change(Change.Kind.INSERTED, PENDING, NOON);

    assertThat(change.id()).isEqualTo("0195524a1c007e31a5d0c4b2f8e07d11-1-INSERTED");
  }

  @Test
  void refusedDecisionSaysWhatStands() {
    Post published = PENDING.decided(decision(Verdict.APPROVED), NOON, END);
    Decision stale = new Decision(Verdict.APPROVED, Optional.empty(), "mia", NOON, 2);

    assertThat(Posts.Decided.refused(Optional.of(published), stale, NOON))
        .isEqualTo(new Posts.Decided.AlreadyDecided(published));
    assertThat(Posts.Decided.refused(Optional.of(PENDING), stale, NOON))
        .isEqualTo(new Posts.Decided.StaleRevision(PENDING));
    assertThat(Posts.Decided.refused(Optional.of(published), stale, END))
        .isEqualTo(new Posts.Decided.Gone());
    assertThat(Posts.Decided.refused(Optional.empty(), stale, NOON))
        .isEqualTo(new Posts.Decided.Gone());
  }

  private static void assertInconsistent(
      int revision, Status status, Optional<Instant> published, Optional<Decision> decision) {
    assertThatThrownBy(
            () ->
                new Post(
                    PENDING.id(),
                    revision,
                    PENDING.text(),
                    PENDING.author(),
                    status,
                    NOON,
                    published,
                    END,
                    decision,
                    PENDING.asking(),
                    PENDING.trace()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Decision decision(Verdict verdict) {
    return new Decision(verdict, Optional.empty(), "auto", NOON, 1);
  }
}
