package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.imprimatur.MemoryBoard;
import org.imprimatur.approval.ApprovalPolicy;
import org.junit.jupiter.api.Test;

class ReadPostsTest {
  private final MemoryBoard board = new MemoryBoard(ApprovalPolicy.manual());
  private final ReadPosts read = board.board().readPosts();

  @Test
  void hiddenPostIsAnsweredAsOneThatNeverWas() {
    PostId pending = board.submit("Pending", "x").id();
    PostId rejected = board.submit("Rejected", "x").id();
    board.decide(rejected, Verdict.REJECTED);

    assertThat(read.find(pending)).isEqualTo(Optional.empty());
    assertThat(read.find(rejected)).isEqualTo(Optional.empty());
    assertThat(read.find(new PostId("0".repeat(32)))).isEqualTo(Optional.empty());
    assertThat(read.feed(PageRequest.first(20)).items()).isEmpty();
  }

  @Test
  void publishedPostIsEverybodysUntilItExpires() {
    PostId id = board.submit("Published", "x").id();
    board.decide(id, Verdict.APPROVED);

    assertThat(read.find(id)).isPresent();
    assertThat(read.feed(PageRequest.first(20)).items())
        .extracting(PublicPost::id)
        .containsExactly(id);
    board.advance(Duration.ofDays(30));
    assertThat(read.find(id)).isEmpty();
    assertThat(read.feed(PageRequest.first(20)).items()).isEmpty();
  }

  @Test
  void pendingPostIsItsAuthorsAndTheModeratorsAlone() {
    Post post = board.submit("Pending", "x");

    assertThat(read.findOwn(post.id(), "ann")).contains(post);
    assertThat(read.findOwn(post.id(), "bob")).isEmpty();
    assertThat(read.own("ann", PageRequest.first(20)).items()).containsExactly(post);
    assertThat(read.own("bob", PageRequest.first(20)).items()).isEmpty();
    assertThat(read.waiting(PageRequest.first(20)).items()).containsExactly(post);
  }
}
