package org.imprimatur.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The lists of posts, from the indexes of {@link Tables}. What an index shows may be a moment old.
 * That cannot show what nobody approved, since the index holds items as they were once written and
 * a public text only ever gives way to another approved one; a post taken down is gone from it
 * within the moment. The lists for moderators and authors read each item again by its key.
 */
final class PostLists {
  /** The one partition of the index of published posts. */
  private static final String FEED = "feed";

  private static final int MOST_ROUNDS = 10;
  private static final int LARGEST_ROUND = 100;

  private final Reads reads;

  PostLists(Reads reads) {
    this.reads = reads;
  }

  Page<PublicPost> published(PageRequest page, Instant now) {
    return new Listing<>(
            reads,
            Tables.BY_PUBLISHED,
            "feed",
            FEED,
            "publishedOrder",
            false,
            items -> readable(items, now),
            PublicPost::place)
        .page(page);
  }

  Page<Post> waiting(PageRequest page, Instant now) {
    List<Page<Post>> pages = Shards.ALL.stream().map(shard -> waiting(shard, page, now)).toList();
    return Shards.merged(pages, page.limit(), Shards.UPWARDS, PostLists::waitingPlace);
  }

  private Page<Post> waiting(String shard, PageRequest page, Instant now) {
    return new Listing<>(
            reads,
            Tables.BY_WAITING,
            "waiting",
            shard,
            "waitingOrder",
            true,
            items -> current(items, post -> waits(post, now)),
            PostLists::waitingPlace)
        .page(page);
  }

  private static Cursor waitingPlace(Post post) {
    return place(post.waitingSince().orElseThrow(), post);
  }

  Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return new Listing<>(
            reads,
            Tables.BY_AUTHOR,
            "authorId",
            authorId,
            "submittedOrder",
            false,
            items -> current(items, post -> !post.expired(now)),
            PostLists::submitted)
        .page(page);
  }

  List<Post> due(Instant now, int limit) {
    return Shards.ALL.stream()
        .flatMap(shard -> due(shard, now, limit).stream())
        .sorted(Comparator.comparing(post -> post.due().orElseThrow()))
        .limit(limit)
        .toList();
  }

  private List<Post> due(String shard, Instant now, int limit) {
    List<Post> due = new ArrayList<>();
    Map<String, AttributeValue> start = Map.of();
    for (int round = 0; round < MOST_ROUNDS && due.size() < limit; round++) {
      QueryResponse answer = reads.query(due(shard, now, limit - due.size(), start));
      due.addAll(current(items(answer), post -> !post.expired(now) && dueAt(post, now)));
      start = answer.lastEvaluatedKey();
      if (start.isEmpty()) {
        break;
      }
    }
    return due;
  }

  private static QueryRequest.Builder due(
      String shard, Instant now, int wanted, Map<String, AttributeValue> start) {
    String condition = "#agenda = :shard AND #due <= :now";
    return QueryRequest.builder()
        .indexName(Tables.BY_DUE)
        .keyConditionExpression(condition)
        .expressionAttributeNames(Terms.names(condition))
        .expressionAttributeValues(
            new Terms().text(":shard", shard).value(":now", Item.millis(now)).values())
        .limit(Math.min(wanted, LARGEST_ROUND))
        .exclusiveStartKey(start.isEmpty() ? null : start);
  }

  /** Adds the keys under which the indexes list a post, as far as they do. */
  static void keys(Post post, Map<String, AttributeValue> item) {
    if (post.status() == Status.PUBLISHED) {
      PublicPost shown = PublicPost.of(post);
      item.put("feed", Item.text(FEED));
      item.put("publishedOrder", Item.text(Place.of(shown.place())));
      PublicItem.add(shown, item);
    }
    post.waitingSince()
        .ifPresent(
            since -> {
              item.put("waiting", Item.text(Shards.of(post.id().value())));
              item.put("waitingOrder", Item.text(Place.of(since, post.id().value())));
            });
    post.due()
        .ifPresent(
            due -> {
              item.put("agenda", Item.text(Shards.of(post.id().value())));
              item.put("due", Item.millis(due));
            });
  }

  private static List<PublicPost> readable(List<Item> items, Instant now) {
    return items.stream()
        .map(PublicItem::read)
        .filter(post -> post.expires().isAfter(now))
        .toList();
  }

  private static boolean waits(Post post, Instant now) {
    return post.waitingSince().isPresent() && !post.expired(now);
  }

  private static boolean dueAt(Post post, Instant now) {
    return post.due().filter(due -> !due.isAfter(now)).isPresent();
  }

  private static Cursor submitted(Post post) {
    return place(post.submittedAt(), post);
  }

  private static Cursor place(Instant time, Post post) {
    return new Cursor(time, post.id().value());
  }

  private static List<Item> items(QueryResponse answer) {
    return answer.items().stream().map(Item::new).toList();
  }

  private static List<Post> posts(List<Item> items, Predicate<Post> shown) {
    return items.stream().map(PostItem::read).filter(shown).toList();
  }

  private List<Post> current(List<Item> listed, Predicate<Post> shown) {
    return posts(reads.findAll(listed.stream().map(item -> item.string("id")).toList()), shown);
  }
}
