package org.imprimatur.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.imprimatur.event.Backoff;
import org.imprimatur.post.Change;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.post.Step;
import org.imprimatur.post.StoreUnavailable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Posts in a DynamoDB table. The table's stream is the change stream: a write that leaves a change
 * names it in the item, any other write takes the name out. Its time to live is the sweeper: an
 * expired item is there for days more, so every read filters and every write asks for its expiry
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to
 * live</a>).
 */
final class DynamoPosts implements Posts {
  static final String ABSENT = "attribute_not_exists(#id)";
  private static final String UNCHANGED =
      "attribute_exists(#id) AND #version = :version AND #expires > :now";

  /** Each round of a race has a winner, so this lets twenty writers of one post through at once. */
  private static final Backoff AFTER_A_LOST_RACE =
      new Backoff(Duration.ofMillis(4), Duration.ofMillis(100), 20);

  private final Reads reads;
  private final Writes writes;
  private final PostLists lists;
  private final RandomGenerator random;

  DynamoPosts(Reads reads, Writes writes, RandomGenerator random) {
    this.reads = reads;
    this.writes = writes;
    this.lists = new PostLists(reads);
    this.random = random;
  }

  @Override
  public CompletableFuture<Addition> addAsync(Post post) {
    return CompletableFuture.supplyAsync(() -> added(post), Runnable::run);
  }

  private Addition added(Post post) {
    return writes
        .put(item(post, Optional.of(Change.ofAddition(post))), ABSENT, new Terms())
        .fold(
            added -> new Addition.Added(post),
            current ->
                current
                    .<Addition>map(there -> new Addition.Exists(PostItem.read(there)))
                    .orElseGet(() -> added(post)));
  }

  @Override
  public Optional<Post> find(PostId id, Instant now) {
    return live(reads.find(id.value()), now);
  }

  @Override
  public <R> Optional<R> update(PostId id, Instant now, Function<Post, Step<R>> act) {
    Optional<Item> stored = reads.find(id.value());
    for (int lost = 1; lost <= AFTER_A_LOST_RACE.attempts(); lost++) {
      Optional<Post> current = live(stored, now);
      Optional<Step<R>> step = current.map(act);
      if (step.flatMap(Step::next).isEmpty()) {
        return step.map(Step::answer);
      }
      Written written = replace(current.orElseThrow(), step.orElseThrow(), now);
      if (written instanceof Written.Refused refused) {
        stored = refused.current();
        LockSupport.parkNanos(AFTER_A_LOST_RACE.delay(lost, random).toNanos());
      } else {
        return step.map(Step::answer);
      }
    }
    throw new StoreUnavailable("too many write to one post", true, new IllegalStateException());
  }

  private Written replace(Post current, Step<?> step, Instant now) {
    Terms terms =
        new Terms().number(":version", current.version()).value(":now", Item.secondOf(now));
    Post next = step.next().orElseThrow();
    Optional<Change> left = step.leaves().map(kind -> new Change(kind, next, now));
    return writes.put(item(next, left), UNCHANGED, terms);
  }

  /** A post with the keys of the indexes, and with the change that writing it leaves. */
  static Map<String, AttributeValue> item(Post post, Optional<Change> leaves) {
    Map<String, AttributeValue> item = new HashMap<>(PostItem.write(post));
    item.put("submittedOrder", Item.text(Place.of(post.submittedAt(), post.id().value())));
    leaves.ifPresent(
        change -> {
          item.put("change", Item.text(change.kind().name()));
          item.put("changedAt", Item.millis(change.at()));
        });
    PostLists.keys(post, item);
    return item;
  }

  private static Optional<Post> live(Optional<Item> stored, Instant now) {
    return stored.map(PostItem::read).filter(post -> !post.expired(now));
  }

  @Override
  public void remove(PostId id) {
    Terms terms =
        new Terms()
            .text(":rejected", Status.REJECTED.name())
            .text(":withdrawn", Status.WITHDRAWN.name());
    writes.delete(
        id.value(),
        "attribute_exists(#id) AND (#status = :rejected OR #status = :withdrawn)",
        terms);
  }

  @Override
  public Page<PublicPost> published(PageRequest page, Instant now) {
    return lists.published(page, now);
  }

  @Override
  public Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return lists.byAuthor(authorId, page, now);
  }

  @Override
  public Page<Post> waiting(PageRequest page, Instant now) {
    return lists.waiting(page, now);
  }

  @Override
  public List<Post> due(Instant now, int limit) {
    return lists.due(now, limit);
  }
}
