package org.imprimatur.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;

/** Notices in a map. */
final class MemoryNotices implements Notices {
  private final Map<String, Notice> byId = new LinkedHashMap<>();

  @Override
  public synchronized void put(Notice notice) {
    byId.putIfAbsent(name(notice), notice);
  }

  @Override
  public synchronized Optional<Notice> find(String personId, String id, Instant now) {
    return Optional.ofNullable(byId.get(personId + " " + id))
        .filter(notice -> now.isBefore(notice.until()));
  }

  @Override
  public synchronized Page<Notice> of(String personId, PageRequest page, Instant now) {
    Stream<Notice> sorted =
        byId.values().stream()
            .filter(notice -> notice.personId().equals(personId) && now.isBefore(notice.until()))
            .filter(notice -> page.after().map(after -> later(after, notice)).orElse(true))
            .sorted(Comparator.comparing(Notice::place, MemoryPosts.NEWEST_FIRST));
    return Page.of(sorted.limit(page.limit() + 1L).toList(), page.limit(), Notice::place);
  }

  @Override
  public synchronized int removeAll(String personId, Instant upTo, int limit) {
    List<Notice> removed =
        byId.values().stream()
            .filter(notice -> notice.personId().equals(personId) && !notice.at().isAfter(upTo))
            .limit(limit)
            .toList();
    byId.values().removeAll(removed);
    return removed.size();
  }

  /** All notices, ended or not, in the order in which they were put. */
  synchronized List<Notice> everything() {
    return List.copyOf(byId.values());
  }

  /** What is kept under the name of this notice. */
  synchronized Optional<Notice> find(Notice notice) {
    return Optional.ofNullable(byId.get(name(notice)));
  }

  private static String name(Notice notice) {
    return notice.personId() + " " + notice.id();
  }

  private static boolean later(Cursor after, Notice notice) {
    return MemoryPosts.NEWEST_FIRST.compare(notice.place(), after) > 0;
  }
}
