package org.imprimatur.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imprimatur.post.Change;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.SearchTerms;
import org.imprimatur.post.Step;

/** Posts in a map; the change is handed on inside the same lock as the write. */
final class MemoryPosts implements Posts {
  private final Map<PostId, Post> byId = new HashMap<>();
  private final Consumer<Change> changes;

  MemoryPosts(Consumer<Change> changes) {
    this.changes = changes;
  }

  @Override
  public CompletableFuture<Addition> addAsync(Post post) {
    return CompletableFuture.completedFuture(added(post));
  }

  private synchronized Addition added(Post post) {
    Optional<Post> current = Optional.ofNullable(byId.get(post.id()));
    if (current.isPresent()) {
      return new Addition.Exists(current.get());
    }
    byId.put(post.id(), post);
    changes.accept(Change.ofAddition(post));
    return new Addition.Added(post);
  }

  @Override
  public synchronized Optional<Post> find(PostId id, Instant now) {
    return Optional.ofNullable(byId.get(id)).filter(post -> !post.expired(now));
  }

  @Override
  public synchronized <R> Optional<R> update(PostId id, Instant now, Function<Post, Step<R>> act) {
    return find(id, now)
        .map(
            post -> {
              Step<R> step = act.apply(post);
              step.next().ifPresent(next -> byId.put(id, next));
              step.leaves().ifPresent(kind -> leave(kind, step.next().orElseThrow(), now));
              return step.answer();
            });
  }

  @Override
  public synchronized void remove(PostId id) {
    byId.computeIfPresent(id, (key, post) -> post.status().leaving() ? null : post);
  }

  @Override
  public synchronized Page<PublicPost> published(PageRequest page, Instant now) {
    return published(page, post -> post.isPublic(now));
  }

  /** {@link org.imprimatur.post.Search}, by looking at every post. */
  synchronized Page<PublicPost> search(SearchTerms terms, PageRequest page, Instant now) {
    return published(page, post -> post.isPublic(now) && terms.match(post.text()));
  }

  private Page<PublicPost> published(PageRequest page, Predicate<Post> listed) {
    return list(
            page,
            listed,
            post -> new Cursor(post.publishedAt().orElseThrow(), post.id().value()),
            NEWEST_FIRST)
        .map(PublicPost::of);
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
  public synchronized Page<Post> waiting(PageRequest page, Instant now) {
    return list(
        page,
        post -> post.waitingSince().isPresent() && !post.expired(now),
        post -> new Cursor(post.waitingSince().orElseThrow(), post.id().value()),
        OLDEST_FIRST);
  }

  @Override
  public synchronized List<Post> due(Instant now, int limit) {
    return byId.values().stream()
        .filter(post -> !post.expired(now))
        .filter(post -> post.due().filter(due -> !due.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(post -> post.due().orElseThrow()))
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

  /** Puts a post that moves in, as it is. */
  synchronized void put(Post post) {
    byId.put(post.id(), post);
    Change.ofArrival(post).ifPresent(changes);
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

  private void leave(Change.Kind kind, Post post, Instant at) {
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
    return new Cursor(post.submittedAt(), post.id().value());
  }

  static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::time).thenComparing(Cursor::id);
  static final Comparator<Cursor> NEWEST_FIRST = OLDEST_FIRST.reversed();
}
