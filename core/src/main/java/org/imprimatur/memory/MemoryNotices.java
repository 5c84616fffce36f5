package org.imprimatur.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
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
    byId.putIfAbsent(notice.personId() + " " + notice.id(), notice);
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
  public synchronized void removeAll(String personId) {
    byId.values().removeIf(notice -> notice.personId().equals(personId));
  }

  private static boolean later(Cursor after, Notice notice) {
    return MemoryPosts.NEWEST_FIRST.compare(notice.place(), after) > 0;
  }
}
