package org.imprimatur.mail;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.QueueFilter;

/**
 * What waits for moderators, counted.
 *
 * @param count how many of the first {@value #MOST}
 * @param more whether there are more than these
 * @param oldest since when the first of them has been waiting
 * @param reasons how many wait for which reason; one may wait for several, or for none in
 *     particular
 */
record Waiting(int count, boolean more, Instant oldest, Map<String, Integer> reasons) {
  /** How many are counted. */
  static final int MOST = 500;

  private static final int SHOWN_REASONS = 20;

  /** What waits now; empty where nothing does. */
  static Optional<Waiting> in(Posts posts, Instant now) {
    int count = 0;
    Optional<Instant> oldest = Optional.empty();
    Map<String, Integer> reasons = new TreeMap<>();
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent() && count < MOST) {
      Page<Post> page = posts.waiting(next.get(), now);
      count += page.items().size();
      oldest = oldest.or(() -> page.items().stream().findFirst().flatMap(Post::waitingSince));
      page.items().stream()
          .flatMap(Waiting::reasons)
          .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
    int counted = count;
    boolean more = next.isPresent();
    return oldest.map(since -> new Waiting(counted, more, since, reasons));
  }

  private static Stream<String> reasons(Post post) {
    Stream<String> held =
        post.waiting().stream().flatMap(text -> text.held().stream()).map(HoldReason::code);
    Stream<String> reported = post.reports().escalatedAt().stream().map(at -> QueueFilter.REPORTED);
    return Stream.concat(held, reported).distinct();
  }

  /** The reasons that most wait for, those of the most first. */
  List<Map.Entry<String, Integer>> mostFrequent() {
    return reasons.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN_REASONS)
        .toList();
  }

  /** How many, in words. */
  String howMany() {
    String number = more ? "More than " + count : Integer.toString(count);
    return number + (count == 1 && !more ? " post waits" : " posts wait");
  }
}
