package org.imprimatur.prove;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;

/** Boards with many posts, each with a text of a thousand letters. */
final class FilledBoard {
  private static final int BATCH = 1_000;
  private static final String BODY = "A body of some length, as people write. ".repeat(25).strip();

  private FilledBoard() {}

  /** Fills a new board with posts that wait. */
  static void in(Path data, int posts) {
    fill(data, posts, post -> post);
  }

  /** Fills a new board with posts that are public. */
  static void published(Path data, int posts) {
    fill(data, posts, FilledBoard::approved);
  }

  /** The same, public from when it came in. */
  static Post approved(Post post) {
    Instant at = post.submittedAt();
    Decision yes = new Decision(Verdict.APPROVED, Optional.empty(), Decider.service("auto"), at, 1);
    return post.decided(yes, at, post.expires());
  }

  private static void fill(Path data, int posts, UnaryOperator<Post> fate) {
    Clock clock = Clock.systemUTC();
    Random random = new Random(1);
    PostIds ids = new PostIds(clock, random);
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {})) {
      for (int done = 0; done < posts; done += BATCH) {
        List<Entry> batch =
            IntStream.range(done, Math.min(posts, done + BATCH))
                .<Entry>mapToObj(i -> new Entry.OnBoard(fate.apply(post(ids, clock, random, i))))
                .toList();
        runtime.intake().keep(batch);
      }
    }
  }

  /** A post that has come in just now. */
  static Post post(PostIds ids, Clock clock, Random random, int number) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Revision text =
        Revision.waiting(
            1,
            new Submission("Post " + number, BODY),
            now,
            TraceParent.start(random),
            new Asking(1, Optional.empty()));
    Author author = new Author("author-" + number % 100, "Author");
    Instant expires = now.truncatedTo(ChronoUnit.SECONDS).plus(30, ChronoUnit.DAYS);
    return Post.pending(ids.fresh(), author, text, expires);
  }
}
