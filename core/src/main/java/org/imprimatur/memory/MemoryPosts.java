package org.imprimatur.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Change;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;

/** Posts in a map; the change is handed on inside the same lock as the write. */
final class MemoryPosts implements Posts {
  private final Map<PostId, Post> byId = new HashMap<>();
  private final Consumer<Change> changes;

  MemoryPosts(Consumer<Change> changes) {
    this.changes = changes;
  }

  @Override
  public synchronized Addition add(Post post) {
    Optional<Post> current = Optional.ofNullable(byId.get(post.id()));
    if (current.isPresent()) {
      return new Addition.Exists(current.get());
    }
    write(post, Change.Kind.INSERTED, post.submittedAt());
    return new Addition.Added(post);
  }

  @Override
  public synchronized Optional<Post> find(PostId id, Instant now) {
    return Optional.ofNullable(byId.get(id)).filter(post -> !post.expired(now));
  }

  @Override
  public synchronized Decided decide(
      PostId id, Decision decision, Instant now, Instant publishedUntil) {
    Optional<Post> current = find(id, now);
    return current
        .filter(p -> p.status() == Status.PENDING && p.revision() == decision.revision())
        .<Decided>map(
            post -> {
              Post decided = post.decided(decision, now, publishedUntil);
              write(decided, Change.Kind.of(decided), now);
              return new Decided.Applied(decided);
            })
        .orElseGet(() -> Decided.refused(current, decision, now));
  }

  @Override
  public synchronized Withdrawn withdraw(PostId id, String authorId, Instant now) {
    Optional<Post> own = find(id, now).filter(post -> post.author().id().equals(authorId));
    if (own.isEmpty()) {
      return Withdrawn.NOT_FOUND;
    }
    if (own.get().status() != Status.PENDING) {
      return Withdrawn.TOO_LATE;
    }
    write(own.get().withdrawn(), Change.Kind.WITHDRAWN, now);
    return Withdrawn.DONE;
  }

  @Override
  public synchronized boolean noteAsked(PostId id, int revision, Asking next) {
    Optional<Post> unasked =
        Optional.ofNullable(byId.get(id))
            .filter(p -> p.status() == Status.PENDING && p.revision() == revision)
            .filter(p -> p.asking().times() == next.times() - 1);
    unasked.ifPresent(post -> byId.put(id, post.asked(next)));
    return unasked.isPresent();
  }

  @Override
  public synchronized void remove(PostId id) {
    byId.computeIfPresent(id, (key, post) -> post.status().leaving() ? null : post);
  }

  @Override
  public synchronized Page<Post> published(PageRequest page, Instant now) {
    return list(
        page,
        post -> post.isPublic(now),
        post -> new Cursor(post.publishedAt().orElseThrow(), post.id()),
        NEWEST_FIRST);
  }

  @Override
  public synchronized Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return list(
        page,
        post -> post.author().id().equals(authorId) && !post.expired(now),
        MemoryPosts::submitted,
        NEWEST_FIRST);
  }

  @Override
  public synchronized Page<Post> pending(PageRequest page, Instant now) {
    return list(
        page,
        post -> post.status() == Status.PENDING && !post.expired(now),
        MemoryPosts::submitted,
        OLDEST_FIRST);
  }

  @Override
  public synchronized List<Post> dueToAsk(Instant now, int limit) {
    return byId.values().stream()
        .filter(post -> post.status() == Status.PENDING && !post.expired(now))
        .filter(post -> post.asking().next().filter(next -> !next.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(post -> post.asking().next().orElseThrow()))
        .limit(limit)
        .toList();
  }

  /** All posts in any status, expired or not, in the order of their ids. */
  synchronized List<Post> all() {
    return byId.values().stream().sorted(Comparator.comparing(Post::id)).toList();
  }

  /** The post of this id in any status, expired or not. */
  synchronized Optional<Post> findEvenExpired(PostId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Puts a post as it is; one that is pending leaves INSERTED. */
  synchronized void put(Post post) {
    byId.put(post.id(), post);
    if (post.status() == Status.PENDING) {
      changes.accept(new Change(Change.Kind.INSERTED, post, post.submittedAt()));
    }
  }

  synchronized int sweep(Instant now, int limit) {
    List<Post> expired =
        byId.values().stream().filter(post -> post.expired(now)).limit(limit).toList();
    for (Post post : expired) {
      byId.remove(post.id());
      changes.accept(new Change(Change.Kind.EXPIRED, post, now));
    }
    return expired.size();
  }

  private void write(Post post, Change.Kind kind, Instant at) {
    byId.put(post.id(), post);
    changes.accept(new Change(kind, post, at));
  }

  private Page<Post> list(
      PageRequest page,
      Predicate<Post> listed,
      Function<Post, Cursor> place,
      Comparator<Cursor> order) {
    Stream<Post> sorted =
        byId.values().stream()
            .filter(listed)
            .filter(
                post -> page.after().map(a -> order.compare(place.apply(post), a) > 0).orElse(true))
            .sorted(Comparator.comparing(place, order));
    return Page.of(sorted.limit(page.limit() + 1L).toList(), page.limit(), place);
  }

  private static Cursor submitted(Post post) {
    return new Cursor(post.submittedAt(), post.id());
  }

  static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::time).thenComparing(Cursor::id);
  static final Comparator<Cursor> NEWEST_FIRST = OLDEST_FIRST.reversed();
}
