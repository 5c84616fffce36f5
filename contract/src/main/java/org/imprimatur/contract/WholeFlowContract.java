package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.Test;

/** A post's way from its submission to the feed or to the archive. */
public interface WholeFlowContract extends EngineContract {

  @Test
  default void submittedPostIsHiddenUntilTheApprovalServiceHasAnswered() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit(SamplePosts.hostileText());

    board.settle(Duration.ofMillis(9_999));
    assertThat(board.feed()).isEmpty();
    assertThat(board.board().readPosts().find(post.id())).isEmpty();
    assertThat(board.board().readPosts().findOwn(post.id(), "ann")).contains(post);
    assertThat(board.announced()).isEmpty();

    board.settle(Duration.ofMillis(1));
    Post published = board.newest();
    assertThat(published.text()).isEqualTo(post.text());
    assertThat(board.board().readPosts().find(post.id())).contains(published);
    assertThat(board.announced()).containsExactly(published);
  }

  @Test
  default void publishedPostSaysSinceWhenAndBecauseOfWhom() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    Instant submitted = board.now();
    board.settle(Duration.ofSeconds(10));

    Post published = board.stored(post).orElseThrow();

    assertThat(published.submittedAt()).isEqualTo(submitted);
    assertThat(published.publishedAt()).contains(submitted.plusSeconds(10));
    assertThat(published.expires()).isEqualTo(submitted.plusSeconds(10).plus(Duration.ofDays(30)));
    assertThat(published.decision().map(Decision::decidedBy)).contains("auto");
  }

  @Test
  default void rejectedPostKeepsItsTextWithTheReasonInTheArchive() {
    BoardUnderTest board = BoardUnderTest.open(this, rejecting());
    Post post = board.submit(SamplePosts.hostileText());
    board.settle(Duration.ofSeconds(10));

    assertThat(board.stored(post)).isEmpty();
    assertThat(board.feed()).isEmpty();
    assertThat(board.announced()).isEmpty();
    ArchivedPost departed = board.archived().get(0);
    assertThat(departed.cause()).isEqualTo(Cause.REJECTED);
    assertThat(departed.post().text()).isEqualTo(post.text());
    assertThat(departed.leftAt()).isEqualTo(board.now());
    Decision decision = departed.post().decision().orElseThrow();
    assertThat(decision.reason()).contains("Not for this board");
    assertThat(decision.decidedBy()).isEqualTo("screening");
    assertThat(decision.decidedAt()).isEqualTo(board.now());
  }

  @Test
  default void oneTraceLeadsFromTheSubmissionToTheArchive() {
    BoardUnderTest board = BoardUnderTest.open(this, rejecting());
    Post post = board.submit();
    board.settle(Duration.ofSeconds(10));

    assertThat(board.telemetry().all())
        .extracting(Occurrence::kind)
        .contains(Kind.SUBMITTED, Kind.APPROVAL_REQUESTED, Kind.APPROVAL_ANSWERED)
        .contains(Kind.REJECTED, Kind.ARCHIVED);
    assertThat(board.telemetry().all())
        .allSatisfy(
            occurrence ->
                assertThat(occurrence.fields())
                    .containsEntry("traceId", post.trace().traceId())
                    .containsEntry("postId", post.id().value())
                    .containsEntry("requestId", post.id() + "-1"));
  }

  @Test
  default void manualPolicyWaitsForAModerator() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    board.settle(Duration.ofHours(1));
    assertThat(board.feed()).isEmpty();

    Posts.Decided answer = decide(board, post, Verdict.APPROVED, "mia");
    board.settle();

    assertThat(answer).isInstanceOf(Posts.Decided.Applied.class);
    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(post.id());
    assertThat(board.announced()).hasSize(1);
    assertThat(board.stored(post).flatMap(Post::decision).map(Decision::decidedBy)).contains("mia");
  }

  @Test
  default void secondModeratorIsToldWhoDecidedAndChangesNothing() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    decide(board, post, Verdict.APPROVED, "mia");

    Posts.Decided answer = decide(board, post, Verdict.REJECTED, "max");
    board.settle(Duration.ofMinutes(1));

    Post published = board.stored(post).orElseThrow();
    assertThat(answer).isEqualTo(new Posts.Decided.AlreadyDecided(published));
    assertThat(published.decision().map(Decision::decidedBy)).contains("mia");
    assertThat(board.archived()).isEmpty();
    assertThat(board.announced()).hasSize(1);
  }

  @Test
  default void withdrawnPostGoesToTheArchiveAndALateApprovalPublishesNothing() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    board.settle(Duration.ofSeconds(5));

    assertThat(board.board().withdrawPost().withdraw(post.id(), "ann"))
        .isEqualTo(Posts.Withdrawn.DONE);
    board.settle(Duration.ofMinutes(1));

    assertThat(board.feed()).isEmpty();
    assertThat(board.announced()).isEmpty();
    assertThat(board.archived()).extracting(ArchivedPost::cause).containsExactly(Cause.WITHDRAWN);
    assertThat(board.archived().get(0).post()).isEqualTo(post.withdrawn());
    assertThat(board.telemetry().of(Kind.DECISION_IGNORED, "reason")).containsExactly("gone");
  }

  @Test
  default void onePostHoldsUpNoOther() {
    ApprovalPolicy choosy =
        request -> {
          if (request.text().title().equals("poison")) {
            throw new IllegalStateException("cannot judge this");
          }
          return ApprovalPolicy.auto().judge(request);
        };
    BoardUnderTest board = BoardUnderTest.open(this, choosy);
    Post poison = board.submit(new Submission("poison", "x"));
    Post good = board.submit();

    board.settle(Duration.ofSeconds(10));

    assertThat(board.feed()).extracting(PublicPost::id).containsExactly(good.id());
    assertThat(board.stored(poison).map(Post::status)).contains(Status.PENDING);
  }

  @Test
  default void everyStepIsToldToTelemetryUnderThePostsTrace() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.auto());
    Post post = board.submit();
    board.settle(Duration.ofSeconds(10));
    board.settle(Duration.ofDays(31));

    List<Kind> expected =
        List.of(
            Kind.SUBMITTED,
            Kind.APPROVAL_REQUESTED,
            Kind.APPROVAL_ANSWERED,
            Kind.PUBLISHED,
            Kind.EXPIRING,
            Kind.ARCHIVED,
            Kind.EXPIRED);
    assertThat(board.telemetry().all())
        .allMatch(o -> post.trace().traceId().equals(o.fields().get("traceId")))
        .extracting("kind")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Posts.Decided decide(
      BoardUnderTest board, Post post, Verdict verdict, String moderator) {
    return board
        .board()
        .recordDecision()
        .byModerator(
            post.id(),
            post.revision(),
            verdict,
            Optional.of("seen"),
            Decider.moderator(moderator, moderator));
  }

  private static ApprovalPolicy rejecting() {
    Optional<String> reason = Optional.of("Not for this board");
    return request ->
        Optional.of(new ApprovalPolicy.Judgement.Decided(Verdict.REJECTED, reason, "screening"));
  }
}
