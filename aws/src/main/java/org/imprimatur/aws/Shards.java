package org.imprimatur.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;

/**
 * The partitions of lists that every post goes through, some more than once: those that wait for a
 * decision or for what is due on them, and the entries of the audit trail. Chosen by the id; one
 * takes 1,000 write units a second (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html">write
 * sharding</a>).
 */
final class Shards {
  private static final int COUNT = 4;
  private static final int HEXADECIMAL = 16;

  static final List<String> ALL = IntStream.range(0, COUNT).mapToObj(String::valueOf).toList();

  static final Comparator<Cursor> UPWARDS =
      Comparator.comparing(Cursor::time).thenComparing(Cursor::id);
  static final Comparator<Cursor> DOWNWARDS = UPWARDS.reversed();

  private Shards() {}

  /** The partition of an id of 32 hexadecimal digits, the last of which is as good as random. */
  static String of(String id) {
    char random = id.charAt(id.length() - 1);
    return ALL.get(Character.digit(random, HEXADECIMAL) % COUNT);
  }

  /**
   * One page of the pages that all partitions have after the same place. None shows more than every
   * partition has been walked through.
   *
   * @param order in which the partitions are walked
   */
  static <T> Page<T> merged(
      List<Page<T>> pages, int limit, Comparator<Cursor> order, Function<T, Cursor> place) {
    Optional<Cursor> walked = pages.stream().flatMap(page -> page.next().stream()).min(order);
    List<T> items =
        pages.stream()
            .flatMap(page -> page.items().stream())
            .filter(
                item -> walked.map(end -> order.compare(place.apply(item), end) <= 0).orElse(true))
            .sorted(Comparator.comparing(place, order))
            .toList();
    return items.size() > limit ? Page.of(items, limit, place) : new Page<>(items, walked);
  }
}
