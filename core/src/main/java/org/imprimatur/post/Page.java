package org.imprimatur.post;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stretch of a list.
 *
 * @param items in the list's order, at most as many as were asked for
 * @param next where the next stretch begins; empty when the list ends here
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  /** Keeps its own copy. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The first {@code limit} of items that a store fetched one too many of; the surplus only tells
   * that there are more.
   *
   * @param place the cursor of an item
   */
  public static <T> Page<T> of(List<T> fetched, int limit, Function<T, Cursor> place) {
    if (fetched.size() <= limit) {
      return new Page<>(fetched, Optional.empty());
    }
    return new Page<>(fetched.subList(0, limit), Optional.of(place.apply(fetched.get(limit - 1))));
  }

  /** The same stretch with each item shown another way. */
  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), next);
  }
}
