package org.imprimatur.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/** Departed posts in a map. */
final class MemoryArchive implements Archive {
  private final Map<PostId, ArchivedPost> byId = new HashMap<>();

  @Override
  public synchronized boolean put(ArchivedPost departed) {
    return byId.putIfAbsent(departed.post().id(), departed) == null;
  }

  @Override
  public synchronized Optional<ArchivedPost> find(PostId id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public synchronized Page<ArchivedPost> byAuthor(String authorId, PageRequest page) {
    return list(page, departed -> departed.post().author().id().equals(authorId));
  }

  @Override
  public synchronized void pseudonymise(PostId id, Pseudonym person) {
    byId.computeIfPresent(id, (key, departed) -> departed.without(person));
  }

  @Override
  public synchronized Page<ArchivedPost> all(PageRequest page) {
    return list(page, departed -> true);
  }

  /** All departed posts, in the order of their ids. */
  synchronized List<ArchivedPost> everything() {
    return byId.values().stream()
        .sorted(Comparator.comparing(departed -> departed.post().id()))
        .toList();
  }

  private Page<ArchivedPost> list(PageRequest page, Predicate<ArchivedPost> listed) {
    List<ArchivedPost> fetched =
        byId.values().stream()
            .filter(listed)
            .filter(
                departed ->
                    page.after()
                        .map(a -> MemoryPosts.NEWEST_FIRST.compare(departed.place(), a) > 0)
                        .orElse(true))
            .sorted(Comparator.comparing(ArchivedPost::place, MemoryPosts.NEWEST_FIRST))
            .limit(page.limit() + 1L)
            .toList();
    return Page.of(fetched, page.limit(), ArchivedPost::place);
  }
}
