package org.imprimatur.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Report;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;

/** Posts of every kind there is, with any text, as a board may hold them. */
public final class RandomPosts {
  private static final String ALPHABET =
      "ab Z9\"\\/{}[]:,'<>&\u00e4\u202e\u200d\u0301\ufeff\ud83d\udc27\ud835\udd4f\u4e2d\u05d0";

  private final Surroundings here;
  private final RandomGenerator random;

  /** Posts that {@code here}'s randomness and clock make. */
  public RandomPosts(Surroundings here) {
    this.here = here;
    this.random = here.random();
  }

  /** So many entries, on the board and departed. */
  public List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      here.clock().advance(Duration.ofMillis(random.nextInt(5_000)));
      entries.add(entry());
    }
    return entries;
  }

  private Entry entry() {
    Post post = post();
    if (random.nextInt(3) > 0 && !post.status().leaving()) {
      return new Entry.OnBoard(post);
    }
    Cause cause = post.status().leaving() ? Cause.valueOf(post.status().name()) : Cause.EXPIRED;
    return new Entry.Archived(
        new ArchivedPost(post, cause, cause == Cause.EXPIRED ? post.expires() : now()));
  }

  /** A post in any status. */
  public Post post() {
    Post pending = pending();
    return switch (random.nextInt(Status.values().length)) {
      case 0 -> pending;
      case 1 -> pending.decided(here.samplePosts().approval(), now(), until());
      case 2 -> pending.decided(here.samplePosts().rejection(), now(), until());
      case 3 ->
          pending.decided(
              here.samplePosts().decision(Verdict.CHANGES_REQUESTED, 1), now(), until());
      case 4 -> changed(pending.decided(here.samplePosts().approval(), now(), until()));
      default -> pending.withdrawn();
    };
  }

  private Post pending() {
    Submission text =
        any(
            SamplePosts::plainText,
            SamplePosts::hostileText,
            () ->
                new Submission(
                    enclosed(Submission.MAX_TITLE, ALPHABET),
                    enclosed(Submission.MAX_BODY, ALPHABET + "\n\t")));
    Author author =
        new Author("f:" + random.nextInt(5) + ":" + enclosed(9, ALPHABET), enclosed(20, ALPHABET));
    Post post = here.samplePosts().pending(new PostIds(here.clock(), random).fresh(), author, text);
    return post.asked(
        new Asking(
            1 + random.nextInt(8),
            random.nextBoolean() ? Optional.empty() : Optional.of(now().plusMillis(77))));
  }

  /** A published post with all that can be said about it. */
  private Post changed(Post published) {
    Asking asking = new Asking(2, Optional.of(now().plusMillis(5)));
    Revision newer =
        new Revision(
            2 + random.nextInt(9),
            SamplePosts.hostileText(),
            now(),
            published.trace(),
            asking,
            List.of(new HoldReason("blocked-word", enclosed(100, ALPHABET))),
            Optional.empty());
    Report report = new Report("f:" + enclosed(9, ALPHABET), enclosed(90, ALPHABET), now());
    return new Post(
        published.id(),
        published.author(),
        random.nextBoolean() ? Status.PUBLISHED : Status.HIDDEN,
        published.current(),
        Optional.of(newer),
        Optional.of(published.text()),
        published.submittedAt(),
        published.publishedAt(),
        published.expires(),
        published.remindAt(),
        new ReportCase(List.of(report), random.nextInt(2), Optional.of(now())),
        3 + random.nextInt(9));
  }

  private Instant until() {
    return SamplePosts.LIFETIME.from(now());
  }

  private Instant now() {
    return here.clock().instant();
  }

  /** Something visible at both ends, which no tidying takes away. */
  private String enclosed(int most, String alphabet) {
    int[] codePoints = alphabet.codePoints().toArray();
    return random
        .ints(random.nextInt(most - 1), 0, codePoints.length)
        .mapToObj(i -> Character.toString(codePoints[i]))
        .collect(Collectors.joining("", "x", "y"));
  }

  @SafeVarargs
  private <T> T any(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }
}
