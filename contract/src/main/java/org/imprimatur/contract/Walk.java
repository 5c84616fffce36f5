package org.imprimatur.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;

/** Follows a list from page to page, its cursor going over the wire as text each time. */
public final class Walk {
  private static final int MANY = 10_000;

  private Walk() {}

  /** All items, in the order in which they were seen. */
  public static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit) {
    return all(list, limit, () -> {});
  }

  /** All items, with something happening after each page. */
  public static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit, Runnable between) {
    List<T> seen = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<T> page = list.apply(new PageRequest(next, limit));
      if (page.items().size() > limit || seen.size() > MANY) {
        throw new AssertionError("a page over its limit, or a list without end");
      }
      seen.addAll(page.items());
      next = page.next().map(Walk::overTheWire);
      between.run();
    } while (next.isPresent());
    return seen;
  }

  private static Cursor overTheWire(Cursor cursor) {
    return Cursor.parse(cursor.encode()).orElseThrow();
  }
}
