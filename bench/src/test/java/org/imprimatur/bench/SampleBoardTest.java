package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.ReadPosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBoardTest {
  private static final int POSTS = 400;

  @TempDir private Path data;

  @Test
  void everyPlaceInTheFeedIsFoundWithoutWalkingThere() throws IOException {
    SampleBoard board = SampleBoard.fill(data, POSTS);
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            EmbeddedSettings.in(data), Clock.systemUTC(), new SecureRandom(), occurrence -> {})) {
      ReadPosts read = new ReadPosts(runtime.ports().posts(), Clock.systemUTC());
      assertThat(page(read, board.start())).startsWith(number(399)).endsWith(number(380));
      assertThat(page(read, board.after(0.5))).startsWith(number(199)).endsWith(number(180));
      assertThat(board.some()).hasSize(100).allSatisfy(id -> assertThat(read.find(id)).isPresent());
      assertThat(read.own(SampleBoard.author(board.authors() - 1), PageRequest.first(20)).items())
          .hasSize(20);
    }
  }

  private static List<String> page(ReadPosts read, Cursor after) {
    return read.feed(new PageRequest(Optional.of(after), 20)).items().stream()
        .map(PublicPost::title)
        .toList();
  }

  private static String number(int number) {
    return SampleText.TITLE + " " + number;
  }
}
