package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;

/**
 * A board with many public posts, published one after the other at even distances, a hundred of
 * each author.
 *
 * @param posts how many
 * @param begin when the first was published
 * @param some ids of posts from all over it
 */
record SampleBoard(int posts, Instant begin, List<PostId> some) {
  private static final Duration AGE = Duration.ofDays(20);
  private static final Lifetime LIFETIME = new Lifetime(Duration.ofDays(30));
  private static final int PER_AUTHOR = 100;
  private static final int BATCH = 10_000;

  /** How many ids of each batch are told. */
  private static final int SOME = 100;

  private static final String NO_ID = "0".repeat(32);

  SampleBoard {
    some = List.copyOf(some);
  }

  /** Fills a new folder as an import does. */
  static SampleBoard fill(Path data, int posts) throws IOException {
    Clock clock = Clock.systemUTC();
    Instant begin = clock.instant().minus(AGE).truncatedTo(ChronoUnit.MILLIS);
    SampleBoard board = new SampleBoard(posts, begin, List.of());
    Random random = new Random(1);
    Files.createDirectories(data);
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {})) {
      List<PostId> some = new ArrayList<>();
      for (int written = 0; written < posts; written += BATCH) {
        List<Post> batch = board.posts(written, Math.min(posts, written + BATCH), random);
        runtime.intake().keep(batch.stream().<Entry>map(Entry.OnBoard::new).toList());
        batch.stream().limit(SOME).map(Post::id).forEach(some::add);
      }
      return new SampleBoard(posts, begin, some);
    }
  }

  private List<Post> posts(int from, int to, Random random) {
    return IntStream.range(from, to).mapToObj(number -> post(number, random)).toList();
  }

  /** Somebody who wrote a hundred of the posts. */
  static String author(int number) {
    return "author-" + number;
  }

  /** How many of them there are. */
  int authors() {
    return posts / PER_AUTHOR;
  }

  /** The place in the feed that has so large a part of all posts before it. */
  Cursor after(double part) {
    return new Cursor(published((1 - part) * posts), NO_ID);
  }

  /** The place before all posts. */
  Cursor start() {
    return new Cursor(begin.plus(LIFETIME.length()), NO_ID);
  }

  private Instant published(double number) {
    return begin.plusMillis((long) (AGE.toMillis() * number / posts));
  }

  private Post post(int number, Random random) {
    Instant at = published(number);
    PostIds ids = new PostIds(Clock.fixed(at, ZoneOffset.UTC), random);
    Decision yes =
        new Decision(Verdict.APPROVED, Optional.empty(), Decider.service("bench"), at, 1);
    Submission text = new Submission(SampleText.TITLE + " " + number, SampleText.BODY);
    Revision first =
        Revision.waiting(1, text, at, TraceParent.start(random), new Asking(1, Optional.empty()));
    Author author = new Author(author(number % Math.max(1, authors())), "Ann");
    Instant end = LIFETIME.from(at);
    return Post.pending(ids.fresh(), author, first, end).again(ids.fresh(), yes, at, end);
  }
}
