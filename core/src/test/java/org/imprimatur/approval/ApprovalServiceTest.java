package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class ApprovalServiceTest {
  @Test
  void answerNamesTheRequestItAnswersAndKeepsItsTrace() {
    MemoryBoard board = new MemoryBoard(ApprovalPolicy.auto());
    Post post = board.submit("Title", "Body");
    board.deliver();
    board.advance(Duration.ofSeconds(10));
    board.deliver();

    Event answer = board.events().get(1);
    assertThat(answer.id()).isEqualTo("response-to-request-" + post.id() + "-1-1");
    Decision yes =
        new Decision(
            Verdict.APPROVED,
            Optional.empty(),
            Decider.service("auto"),
            MemoryBoard.NOON.plusSeconds(10),
            1);
    assertThat(ApprovalEvents.readResponse(answer))
        .isEqualTo(new ApprovalResponse(post.id(), yes, post.trace()));
    assertThat(board.announced()).extracting(Post::id).containsExactly(post.id());
  }

  @Test
  void policyThatHoldsAnswersNothing() {
    MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
    board.submit("Title", "Body");
    board.deliver();
    board.advance(Duration.ofSeconds(10));
    board.deliver();

    assertThat(board.events()).hasSize(1);
    assertThat(board.heard())
        .extracting(Occurrence::kind)
        .doesNotContain(Occurrence.Kind.APPROVAL_ANSWERED);
  }

  @Test
  void policySeesTheTextThatItJudges() {
    MemoryBoard board =
        new MemoryBoard(
            request ->
                Optional.of(
                    new Judgement.Decided(
                        request.text().title().equals("Spam") ? Verdict.REJECTED : Verdict.APPROVED,
                        Optional.of("looked"),
                        "screening")));
    board.submit("Spam", "x");
    Post good = board.submit("Ham", "x");
    board.deliver();
    board.advance(Duration.ofSeconds(10));
    board.deliver();

    assertThat(board.announced()).extracting(Post::id).containsExactly(good.id());
    assertThat(board.own()).extracting(Post::id).containsExactly(good.id());
  }

  @Test
  void refusesWhatIsNoRequest() {
    ApprovalService service =
        new ApprovalService(
            ApprovalPolicy.auto(), event -> {}, Clock.systemUTC(), occurrence -> {});
    Event strange = new Event("e", Event.SOURCE, ApprovalEvents.RESPONSE, MemoryBoard.NOON, "{}");

    assertThatThrownBy(() -> service.handle(strange)).isInstanceOf(UnreadableEvent.class);
  }
}
