package org.imprimatur.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;

/**
 * Posts in a DynamoDB table. The table's stream is the change stream, its time to live the sweeper:
 * an expired item is there for days more, so every read filters and every write asks for its expiry
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to
 * live</a>).
 */
final class DynamoPosts implements Posts {
  static final String ABSENT = "attribute_not_exists(#id)";
  private static final String UNDECIDED =
      "attribute_exists(#id) AND #status = :pending AND #expires > :now";

  private final Reads reads;
  private final Writes writes;
  private final PostLists lists;

  DynamoPosts(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
    this.lists = new PostLists(reads);
  }

  @Override
  public Addition add(Post post) {
    return writes
        .put(PostItem.onBoard(post), ABSENT, new Terms())
        .fold(
            added -> new Addition.Added(post),
            current ->
                current
                    .<Addition>map(there -> new Addition.Exists(PostItem.read(there)))
                    .orElseGet(() -> add(post)));
  }

  @Override
  public Optional<Post> find(PostId id, Instant now) {
    return reads.find(id.value()).map(PostItem::read).filter(post -> !post.expired(now));
  }

  @Override
  public Decided decide(PostId id, Decision decision, Instant now, Instant publishedUntil) {
    Terms terms =
        pending(now)
            .number(":revision", decision.revision())
            .value(":decision", PostItem.write(decision))
            .value(":changed", Item.millis(now));
    return writes
        .update(
            id.value(),
            "#decision = :decision, #changedAt = :changed, "
                + (decision.verdict() == Verdict.APPROVED
                    ? publication(id, now, publishedUntil, terms)
                    : rejection(terms)),
            "#waiting",
            UNDECIDED + " AND #revision = :revision",
            terms)
        .fold(
            decided -> new Decided.Applied(PostItem.read(decided)),
            current -> Decided.refused(current.map(PostItem::read), decision, now));
  }

  private static String publication(PostId id, Instant now, Instant until, Terms terms) {
    terms
        .text(":status", Status.PUBLISHED.name())
        .value(":expires", Item.seconds(until))
        .text(":feed", PostLists.FEED)
        .text(":order", Place.of(now, id));
    return "#status = :status, #publishedAt = :changed, #expires = :expires, #feed = :feed,"
        + " #publishedOrder = :order";
  }

  private static String rejection(Terms terms) {
    terms.text(":status", Status.REJECTED.name());
    return "#status = :status";
  }

  @Override
  public Withdrawn withdraw(PostId id, String authorId, Instant now) {
    Terms terms =
        pending(now)
            .text(":author", authorId)
            .text(":status", Status.WITHDRAWN.name())
            .value(":changed", Item.millis(now));
    return writes
        .update(
            id.value(),
            "#status = :status, #changedAt = :changed",
            "#waiting",
            UNDECIDED + " AND #authorId = :author",
            terms)
        .fold(
            done -> Withdrawn.DONE,
            current ->
                current
                    .map(PostItem::read)
                    .filter(post -> !post.expired(now) && post.author().id().equals(authorId))
                    .map(post -> Withdrawn.TOO_LATE)
                    .orElse(Withdrawn.NOT_FOUND));
  }

  @Override
  public boolean noteAsked(PostId id, int revision, Asking next) {
    Terms terms =
        new Terms()
            .text(":pending", Status.PENDING.name())
            .number(":revision", revision)
            .number(":before", next.times() - 1L)
            .number(":times", next.times());
    next.next().ifPresent(at -> terms.value(":next", Item.millis(at)));
    return writes
        .update(
            id.value(),
            "#askedTimes = :times" + (next.next().isPresent() ? ", #askNext = :next" : ""),
            next.next().isPresent() ? "" : "#askNext",
            "attribute_exists(#id) AND #status = :pending AND #revision = :revision"
                + " AND #askedTimes = :before",
            terms)
        .fold(noted -> true, current -> false);
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
  public Page<Post> published(PageRequest page, Instant now) {
    return lists.published(page, now);
  }

  @Override
  public Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return lists.byAuthor(authorId, page, now);
  }

  @Override
  public Page<Post> pending(PageRequest page, Instant now) {
    return lists.pending(page, now);
  }

  @Override
  public List<Post> dueToAsk(Instant now, int limit) {
    return lists.dueToAsk(now, limit);
  }

  private static Terms pending(Instant now) {
    return new Terms().text(":pending", Status.PENDING.name()).value(":now", Item.secondOf(now));
  }
}
