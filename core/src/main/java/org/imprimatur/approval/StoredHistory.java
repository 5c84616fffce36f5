package org.imprimatur.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.archive.Archive;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Posts;

/** The history that the board's own stores tell, by one bounded list of each. Thread-safe. */
public final class StoredHistory implements AuthorHistory {
  private static final PageRequest LATEST = PageRequest.first(MOST);

  private final Posts posts;
  private final Archive archive;
  private final Clock clock;

  /** Reads from {@code posts} and {@code archive}. */
  public StoredHistory(Posts posts, Archive archive, Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public List<PastPost> byAuthor(String authorId) {
    // The board first: what leaves it in between is then found twice, not missed.
    Stream<PastPost> onBoard =
        posts.byAuthor(authorId, LATEST, clock.instant()).items().stream().map(PastPost::of);
    Stream<PastPost> departed =
        archive.byAuthor(authorId, LATEST).items().stream().map(PastPost::of);
    return eachOnce(Stream.concat(departed, onBoard));
  }

  @Override
  public List<PastPost> ofEveryone() {
    Instant now = clock.instant();
    Stream<PastPost> waiting = posts.waiting(LATEST, now).items().stream().map(PastPost::of);
    Stream<PastPost> published = posts.published(LATEST, now).items().stream().map(PastPost::of);
    // Of a public post with a newer text the sight that has both counts.
    return eachOnce(Stream.concat(waiting, published));
  }

  /** Of two sights of a post the first counts. */
  private static List<PastPost> eachOnce(Stream<PastPost> sights) {
    return new ArrayList<>(
        sights
            .collect(Collectors.toMap(PastPost::id, Function.identity(), (last, before) -> last))
            .values());
  }
}
