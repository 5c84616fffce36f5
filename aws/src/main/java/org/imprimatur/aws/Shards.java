package org.imprimatur.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PostId;

/**
 * The partitions that posts wait in, for a decision or for what is due on them, chosen by the id:
 * one takes 1,000 write units a second, and each post comes in and goes out (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html">write
 * sharding</a>).
 */
final class Shards {
  private static final int COUNT = 4;
  private static final int HEXADECIMAL = 16;

  static final List<String> ALL = IntStream.range(0, COUNT).mapToObj(String::valueOf).toList();

  private static final Comparator<Cursor> UPWARDS =
      Comparator.comparing(Cursor::time).thenComparing(Cursor::id);

  private Shards() {}

  static String of(PostId id) {
    char random = id.value().charAt(id.value().length() - 1);
    return ALL.get(Character.digit(random, HEXADECIMAL) % COUNT);
  }

  /**
   * One page of the pages that all partitions have after the same place. None shows more than every
   * partition has been walked through.
   */
  static <T> Page<T> merged(List<Page<T>> pages, int limit, Function<T, Cursor> place) {
    Optional<Cursor> walked = pages.stream().flatMap(page -> page.next().stream()).min(UPWARDS);
    List<T> items =
        pages.stream()
            .flatMap(page -> page.items().stream())
            .filter(item -> walked.map(end -> isUpTo(end, place.apply(item))).orElse(true))
            .sorted(Comparator.comparing(place, UPWARDS))
            .toList();
    return items.size() > limit ? Page.of(items, limit, place) : new Page<>(items, walked);
  }

  private static boolean isUpTo(Cursor end, Cursor place) {
    return UPWARDS.compare(place, end) <= 0;
  }
}
