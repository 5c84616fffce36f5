package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRuntimeTest {
  private final BlockingQueue<PostId> published = new LinkedBlockingQueue<>();
  @TempDir private Path data;

  @Test
  void publishesByItselfWhatWasSubmitted() throws InterruptedException {
    try (Boards running = started(Duration.ZERO)) {
      Post post = running.submit("ann", "Hello");

      assertThat(published.poll(10, TimeUnit.SECONDS)).isEqualTo(post.id());
      assertThat(running.board().readPosts().find(post.id())).isPresent();
    }
  }

  @Test
  void restartInTheMiddleOfADelayLosesNothing() throws InterruptedException {
    Post post;
    try (Boards before = started(Duration.ofSeconds(1))) {
      post = before.submit("ann", "Hello");
    }
    try (Boards after = started(Duration.ofSeconds(1))) {
      assertThat(published.poll(10, TimeUnit.SECONDS)).isEqualTo(post.id());
      assertThat(after.board().readPosts().find(post.id())).isPresent();
    }
  }

  private Boards started(Duration delay) {
    return Boards.started(data, delay, post -> published.add(post.id()));
  }
}
