package org.imprimatur.aws;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Holdings;

/**
 * Everything in the tables of posts, archive, audit trail and notices: the one place that reads
 * whole tables, for an operator's export. DynamoDB shows no two items as of one moment, so posts
 * come first and the archive second: what leaves the board meanwhile is seen in at least one of
 * them, and told as it was when it was seen first. For that, the ids of posts on the board are
 * remembered, some 80 MB for a million. Decisions on their way are in queues, which cannot be read
 * without taking from them: none are told.
 */
final class DynamoHoldings implements Holdings {
  private final TableScan posts;
  private final TableScan archive;
  private final TableScan trail;
  private final TableScan notices;

  DynamoHoldings(TableScan posts, TableScan archive, TableScan trail, TableScan notices) {
    this.posts = posts;
    this.archive = archive;
    this.trail = trail;
    this.notices = notices;
  }

  @Override
  public void forEach(Consumer<Entry> each) {
    Set<UUID> told = new HashSet<>();
    posts.forEach(
        item -> {
          Entry entry = post(item);
          told.add(compact(entry));
          each.accept(entry);
        });
    archive.forEach(
        item -> {
          Entry entry = new Entry.Archived(DynamoArchive.read(item));
          if (!told.contains(compact(entry))) {
            each.accept(entry);
          }
        });
    trail.forEach(item -> each.accept(new Entry.Audited(DynamoAuditTrail.read(item))));
    notices.forEach(item -> each.accept(new Entry.Told(DynamoNotices.read(item))));
  }

  private static Entry post(Item item) {
    Post post = PostItem.read(item);
    if (!post.status().leaving()) {
      return new Entry.OnBoard(post);
    }
    Change.Kind kind = Change.Kind.valueOf(post.status().name());
    return new Entry.Archived(ArchivedPost.of(new Change(kind, post, item.time("changedAt"))));
  }

  /** The 32 hexadecimal digits of an id as the 16 bytes they stand for. */
  private static UUID compact(Entry entry) {
    String id = entry.id();
    return new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16));
  }
}
