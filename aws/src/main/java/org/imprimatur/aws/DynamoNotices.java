package org.imprimatur.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Notices in a DynamoDB table; time to live takes those out that have ended. */
final class DynamoNotices implements Notices {
  private final Reads reads;
  private final Writes writes;

  DynamoNotices(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void put(Notice notice) {
    var unused = keep(notice);
  }

  /** Keeps a notice unless one of its id is kept for that person. */
  Written keep(Notice notice) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("key", Item.text(key(notice)));
    item.put("id", Item.text(notice.id()));
    item.put("personId", Item.text(notice.personId()));
    item.put("kind", Item.text(notice.kind().name()));
    item.put("postId", Item.text(notice.postId().value()));
    item.put("title", Item.text(notice.title()));
    notice.reason().ifPresent(reason -> item.put("reason", Item.text(reason)));
    item.put("at", Item.millis(notice.at()));
    item.put("postExpires", Item.millis(notice.expires()));
    item.put(Tables.TIME_TO_LIVE, Item.seconds(notice.until()));
    item.put("order", Item.text(Place.of(notice.place())));
    return writes.put(item, "attribute_not_exists(#key)", new Terms());
  }

  @Override
  public Optional<Notice> find(String personId, String id, Instant now) {
    return reads
        .find(key(personId, id))
        .map(DynamoNotices::read)
        .filter(notice -> now.isBefore(notice.until()));
  }

  @Override
  public Page<Notice> of(String personId, PageRequest page, Instant now) {
    return new Listing<>(
            reads,
            Tables.BY_PERSON,
            "personId",
            personId,
            "order",
            false,
            items -> notices(items, now),
            Notice::place)
        .page(page);
  }

  @Override
  public int removeAll(String personId, Instant upTo, int limit) {
    int removed = 0;
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (removed < limit && next.isPresent()) {
      Page<Notice> page = of(personId, next.get(), Instant.EPOCH);
      List<Notice> theirs =
          page.items().stream()
              .filter(notice -> !notice.at().isAfter(upTo))
              .limit(limit - removed)
              .toList();
      theirs.forEach(notice -> writes.delete(key(notice), "attribute_exists(#key)", new Terms()));
      removed += theirs.size();
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
    return removed;
  }

  private List<Notice> notices(List<Item> listed, Instant now) {
    List<String> keys = listed.stream().map(item -> item.string("key")).toList();
    return reads.findAll(keys).stream()
        .map(DynamoNotices::read)
        .filter(notice -> now.isBefore(notice.until()))
        .toList();
  }

  static Notice read(Item item) {
    return new Notice(
        item.string("id"),
        item.string("personId"),
        Notice.Kind.valueOf(item.string("kind")),
        new PostId(item.string("postId")),
        item.string("title"),
        item.maybeString("reason"),
        item.time("at"),
        item.time("postExpires"),
        item.second(Tables.TIME_TO_LIVE));
  }

  private static String key(Notice notice) {
    return key(notice.personId(), notice.id());
  }

  private static String key(String personId, String id) {
    return personId + "#" + id;
  }
}
