package org.imprimatur.bench;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.screening.Screening;

/**
 * How many posts a second the rules that come along judge, beside reading what they ask the store
 * for: an author's posts, and the latest of everybody.
 */
final class Screened implements Measurement {
  private static final Lifetime LIFETIME = new Lifetime(Duration.ofDays(30));
  private static final Author ANN = new Author("ann", "Ann");
  private static final Author BOB = new Author("bob", "Bob");
  private static final String NAME = "posts screened by the rules that come along";
  private static final String HISTORY = "reading the history that they ask for";
  private static final Figure PER_SECOND = new Figure(0, "", "/s");
  private static final int OWN = 5;
  private static final int OTHERS = 100;

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong written = new AtomicLong();

  @Override
  public String name() {
    return "screening";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    try (Folder folder = Folder.in(place.data());
        EmbeddedRuntime runtime =
            EmbeddedRuntime.open(
                EmbeddedSettings.in(folder.path()), clock, random, occurrence -> {})) {
      fill(runtime.ports().posts());
      AuthorHistory history =
          new StoredHistory(runtime.ports().posts(), runtime.ports().archive(), clock);
      Screening screening = Screening.open(Optional.empty(), history, clock, occurrence -> {});
      return List.of(row(screening, history, place.plan()));
    }
  }

  private Row row(Screening screening, AuthorHistory history, Plan plan) {
    return new Rounds(plan)
        .with(NAME, time -> perSecond(time, () -> screening.judge(request(post(ANN)))))
        .with(HISTORY, time -> perSecond(time, () -> read(history)))
        .run(plan.warmUp())
        .row(NAME, PER_SECOND, HISTORY, Target.NONE);
  }

  private static List<?> read(AuthorHistory history) {
    return List.of(history.byAuthor(ANN.id()), history.ofEveryone());
  }

  private static List<Double> perSecond(Duration time, Callable<?> call) {
    int cores = Runtime.getRuntime().availableProcessors();
    return List.of(Clients.perSecond(cores, time, client -> call));
  }

  private void fill(Posts posts) {
    for (int i = 0; i < OTHERS; i++) {
      posts.add(post(BOB));
      publish(posts, post(BOB));
    }
    for (int i = 0; i < OWN; i++) {
      publish(posts, post(ANN));
    }
  }

  private void publish(Posts posts, Post post) {
    posts.add(post);
    Instant now = now();
    Decision yes =
        new Decision(Verdict.APPROVED, Optional.empty(), Decider.service("bench"), now, 1);
    posts.decide(post.id(), yes, now, LIFETIME.from(now));
  }

  /** No two bodies are alike. */
  private Post post(Author author) {
    Instant now = now();
    Submission text =
        new Submission(SampleText.TITLE, SampleText.BODY + " " + written.incrementAndGet());
    Revision first =
        Revision.waiting(1, text, now, TraceParent.start(random), new Asking(1, Optional.empty()));
    return Post.pending(new PostIds(clock, random).fresh(), author, first, LIFETIME.from(now));
  }

  private static ApprovalRequest request(Post post) {
    return ApprovalRequest.about(post);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
