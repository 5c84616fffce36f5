package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Departed posts in a DynamoDB table. Where its posts stand never changes, so its indexes cannot be
 * wrong.
 */
final class DynamoArchive implements Archive {
  private static final String SHELF = "archive";

  private final Reads reads;
  private final Writes writes;

  DynamoArchive(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public boolean put(ArchivedPost departed) {
    return writes
        .put(item(departed), "attribute_not_exists(#id)", new Terms())
        .fold(kept -> true, current -> false);
  }

  private static Map<String, AttributeValue> item(ArchivedPost departed) {
    Map<String, AttributeValue> item = new HashMap<>(PostItem.write(departed.post()));
    item.put("cause", Item.text(departed.cause().name()));
    item.put("leftAt", Item.millis(departed.leftAt()));
    item.put("leftOrder", Item.text(Place.of(departed.place())));
    item.put("shelf", Item.text(SHELF));
    return item;
  }

  @Override
  public Optional<ArchivedPost> find(PostId id) {
    return reads.find(id.value()).map(DynamoArchive::read);
  }

  @Override
  public Page<ArchivedPost> byAuthor(String authorId, PageRequest page) {
    return list(Tables.BY_AUTHOR, "authorId", authorId, page);
  }

  @Override
  public void pseudonymise(PostId id, Pseudonym person) {
    find(id).ifPresent(departed -> replace(departed, person));
  }

  /** Whoever else writes to a departed post takes a person out as well; a repeat finds the rest. */
  private void replace(ArchivedPost departed, Pseudonym person) {
    ArchivedPost without = departed.without(person);
    if (!without.equals(departed)) {
      var unused =
          writes.put(
              item(without),
              "attribute_exists(#id) AND #version = :version",
              new Terms().number(":version", departed.post().version()));
    }
  }

  @Override
  public Page<ArchivedPost> all(PageRequest page) {
    return list(Tables.BY_TIME, "shelf", SHELF, page);
  }

  private Page<ArchivedPost> list(String index, String partition, String value, PageRequest page) {
    return new Listing<>(
            reads, index, partition, value, "leftOrder", false, this::departed, ArchivedPost::place)
        .page(page);
  }

  private List<ArchivedPost> departed(List<Item> listed) {
    List<String> ids = listed.stream().map(item -> item.string("id")).toList();
    return reads.findAll(ids).stream().map(DynamoArchive::read).toList();
  }

  static ArchivedPost read(Item item) {
    return new ArchivedPost(
        PostItem.read(item), Cause.valueOf(item.string("cause")), item.time("leftAt"));
  }
}
