package org.imprimatur.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprimatur.MemoryBoard;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

class StoredHistoryTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
  private final AuthorHistory history =
      new StoredHistory(
          board.posts(),
          board.board().archive(),
          Clock.fixed(MemoryBoard.NOON.plusSeconds(1), ZoneOffset.UTC));

  @Test
  void waitingPostHasNeitherBeenPublishedNorRejected() {
    Post post = board.submit("Title", "Body");

    assertThat(history.byAuthor("ann"))
        .containsExactly(
            new PastPost(
                post.id(),
                "ann",
                List.of(new PastPost.Text(post.text(), MemoryBoard.NOON)),
                MemoryBoard.NOON,
                Optional.empty(),
                Optional.empty()));
    assertThat(history.ofEveryone()).isEqualTo(history.byAuthor("ann"));
  }

  @Test
  void publishedPostHasItsTime() {
    decided(Verdict.APPROVED);

    assertThat(history.byAuthor("ann"))
        .extracting(PastPost::publishedAt)
        .containsExactly(Optional.of(MemoryBoard.NOON));
    assertThat(history.ofEveryone()).isEqualTo(history.byAuthor("ann"));
  }

  @Test
  void rejectedPostIsRememberedByTheArchive() {
    decided(Verdict.REJECTED);
    board.deliver();

    assertThat(history.byAuthor("ann"))
        .extracting(PastPost::rejectedAt)
        .containsExactly(Optional.of(MemoryBoard.NOON));
    assertThat(history.ofEveryone()).isEmpty();
  }

  @Test
  void withdrawnPostWasNotRejected() {
    Post post = board.submit("Title", "Body");
    board.board().withdrawPost().withdraw(post.id(), "ann");
    board.deliver();

    assertThat(history.byAuthor("ann"))
        .extracting(PastPost::rejectedAt)
        .containsExactly(Optional.empty());
  }

  @Test
  void newTextOfAPublishedPostStandsBesideTheOld() {
    Post post = board.submit("Title", "Body");
    board.decide(post.id(), Verdict.APPROVED);
    edit(post);
    decide(post, 2, Verdict.REJECTED);

    PastPost past = history.byAuthor("ann").get(0);
    assertThat(past.texts()).extracting(text -> text.text().body()).containsExactly("Body", "Spam");
    assertThat(past.publishedAt()).isPresent();
    assertThat(past.rejectedAt()).contains(MemoryBoard.NOON);
  }

  @Test
  void postThatWasTakenDownIsNoLongerAPublishedOne() {
    Post post = board.submit("Title", "Body");
    board.decide(post.id(), Verdict.APPROVED);
    board
        .board()
        .reviewPublished()
        .review(post.id(), 1, 0, false, Optional.empty(), Decider.moderator("mia", "Mia"));
    board.deliver();

    PastPost past = history.byAuthor("ann").get(0);
    assertThat(past.publishedAt()).isEmpty();
    assertThat(past.rejectedAt()).contains(MemoryBoard.NOON);
  }

  @Test
  void othersHaveAHistoryOfTheirOwn() {
    board.submit("Title", "Body");

    assertThat(history.byAuthor("bob")).isEmpty();
  }

  @Test
  void lookIsBounded() {
    IntStream.range(0, AuthorHistory.MOST + 20)
        .forEach(
            i -> {
              board.submit("Title", "Body " + i);
              board.advance(Duration.ofMillis(1));
            });

    assertThat(history.byAuthor("ann")).hasSize(AuthorHistory.MOST);
    assertThat(history.byAuthor("ann"))
        .extracting(post -> post.texts().get(0).text().body())
        .contains("Body 119")
        .doesNotContain("Body 19");
    assertThat(history.ofEveryone())
        .hasSize(AuthorHistory.MOST)
        .extracting(post -> post.texts().get(0).text().body())
        .contains("Body 0")
        .doesNotContain("Body 100");
  }

  private void edit(Post post) {
    board.board().editPost().edit(post.id(), "ann", 1, "Title", "Spam", post.trace());
  }

  private void decide(Post post, int revision, Verdict verdict) {
    board
        .board()
        .recordDecision()
        .byModerator(
            post.id(), revision, verdict, Optional.of("seen"), Decider.moderator("mia", "Mia"));
  }

  private void decided(Verdict verdict) {
    board.decide(board.submit("Title", "Body").id(), verdict);
  }
}
