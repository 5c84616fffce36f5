package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.approval.ApprovalRequest;
import org.junit.jupiter.api.Test;

class QueueFilterTest {
  @Test
  void selectsByReasonAndByAuthor() {
    MemoryBoard board = new MemoryBoard(QueueFilterTest::hold);
    Post odd = board.submit("Spam", "x");
    Post even = board.submit("Ham", "x");
    board.deliver();
    board.advance(Duration.ofSeconds(10));
    board.deliver();

    assertThat(ids(board, QueueFilter.ALL, 10)).containsExactly(odd.id(), even.id());
    assertThat(ids(board, reason("blocked-word"), 10)).containsExactly(odd.id());
    assertThat(ids(board, reason("reported"), 10)).isEmpty();
    assertThat(ids(board, author("ANN"), 10)).containsExactly(odd.id(), even.id());
    assertThat(ids(board, author("bob"), 10)).isEmpty();
  }

  @Test
  void reportedPostIsFoundByItsReports() {
    MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
    Post post = board.submit("Cat", "x");
    board.decide(post.id(), Verdict.APPROVED);
    List.of("a", "b", "c").forEach(r -> board.board().reportPost().report(post.id(), r, "spam"));

    assertThat(ids(board, reason("reported"), 10)).containsExactly(post.id());
  }

  @Test
  void walkFindsEachWantedPostOnceHoweverManyAreNot() {
    MemoryBoard board = new MemoryBoard(QueueFilterTest::hold);
    List<PostId> wanted = new ArrayList<>();
    for (int i = 0; i < 1_250; i++) {
      Post post = board.submit(i % 125 == 0 ? "Spam" : "Ham", "x");
      if (i % 125 == 0) {
        wanted.add(post.id());
      }
      board.advance(Duration.ofMillis(1));
    }
    board.deliver();
    board.advance(Duration.ofSeconds(10));
    board.deliver();

    assertThat(ids(board, reason("blocked-word"), 3)).containsExactlyElementsOf(wanted);
  }

  private static Optional<Judgement> hold(ApprovalRequest request) {
    String code = request.text().title().equals("Spam") ? "blocked-word" : "new-author";
    return Optional.of(new Judgement.Held(List.of(new HoldReason(code, "")), "screening"));
  }

  private static List<PostId> ids(MemoryBoard board, QueueFilter filter, int limit) {
    List<PostId> found = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Post> page = board.board().readPosts().waiting(filter, new PageRequest(after, limit));
      page.items().forEach(post -> found.add(post.id()));
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  private static QueueFilter reason(String code) {
    return new QueueFilter(Optional.of(code), Optional.empty());
  }

  private static QueueFilter author(String name) {
    return new QueueFilter(Optional.empty(), Optional.of(name));
  }
}
