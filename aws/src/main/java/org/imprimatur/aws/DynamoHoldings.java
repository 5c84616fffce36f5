package org.imprimatur.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Holdings;

/**
 * Everything in the tables of posts and of the archive: the one place that reads whole tables, for
 * an operator's export. DynamoDB shows no two items as of one moment, so posts come first and the
 * archive second: what leaves the board meanwhile is seen in at least one of them. What is seen in
 * both is told once, or twice in the same words. Decisions on their way are in queues, which cannot
 * be read without taking from them: none are told.
 */
final class DynamoHoldings implements Holdings {
  private final TableScan posts;
  private final TableScan archive;
  private final Clock clock;

  DynamoHoldings(TableScan posts, TableScan archive, Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public void forEach(Consumer<Entry> each) {
    Instant began = clock.instant();
    Set<String> waiting = new HashSet<>();
    posts.forEach(item -> each.accept(post(item, waiting)));
    archive.forEach(item -> departed(DynamoArchive.read(item), waiting, began, each));
  }

  private static Entry post(Item item, Set<String> waiting) {
    Post post = PostItem.read(item);
    if (post.status().leaving()) {
      Change.Kind kind = Change.Kind.valueOf(post.status().name());
      return new Entry.Archived(ArchivedPost.of(new Change(kind, post, item.time("changedAt"))));
    }
    if (!post.status().approved()) {
      waiting.add(post.id().value());
    }
    return new Entry.OnBoard(post);
  }

  /**
   * A post that was told as waiting stays so, whatever became of it since. A public one that
   * expired since is told as it was; it has changed in nothing.
   */
  private void departed(
      ArchivedPost departed, Set<String> waiting, Instant began, Consumer<Entry> each) {
    if (waiting.contains(departed.post().id().value())) {
      return;
    }
    boolean expired = departed.cause() == Cause.EXPIRED;
    boolean since = departed.leftAt().isAfter(began) && !departed.leftAt().isAfter(clock.instant());
    each.accept(
        expired && since ? new Entry.OnBoard(departed.post()) : new Entry.Archived(departed));
  }
}
