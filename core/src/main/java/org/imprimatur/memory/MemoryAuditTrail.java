package org.imprimatur.memory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/** Entries in a map. */
final class MemoryAuditTrail implements AuditTrail {
  private final Map<String, AuditEntry> byId = new LinkedHashMap<>();

  @Override
  public synchronized void append(AuditEntry entry) {
    byId.putIfAbsent(entry.id(), entry);
  }

  @Override
  public synchronized Page<AuditEntry> all(PageRequest page) {
    return list(page, entry -> true);
  }

  @Override
  public synchronized Page<AuditEntry> of(PostId post, PageRequest page) {
    return list(page, entry -> entry.postId().equals(Optional.of(post)));
  }

  @Override
  public synchronized Page<AuditEntry> by(String personId, PageRequest page) {
    return list(page, entry -> entry.actor().id().equals(personId));
  }

  @Override
  public synchronized void pseudonymise(List<AuditEntry> entries, Pseudonym person) {
    entries.forEach(entry -> byId.computeIfPresent(entry.id(), (id, kept) -> kept.without(person)));
  }

  /** All entries, in the order in which they were added. */
  synchronized List<AuditEntry> everything() {
    return List.copyOf(byId.values());
  }

  /** The entry of this id. */
  synchronized Optional<AuditEntry> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private Page<AuditEntry> list(PageRequest page, Predicate<AuditEntry> listed) {
    Stream<AuditEntry> sorted =
        byId.values().stream()
            .filter(listed)
            .filter(entry -> page.after().map(after -> later(after, entry)).orElse(true))
            .sorted(Comparator.comparing(AuditEntry::place, MemoryPosts.NEWEST_FIRST));
    return Page.of(sorted.limit(page.limit() + 1L).toList(), page.limit(), AuditEntry::place);
  }

  private static boolean later(Cursor after, AuditEntry entry) {
    return MemoryPosts.NEWEST_FIRST.compare(entry.place(), after) > 0;
  }
}
