package org.imprimatur.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A post as the attributes of an item. */
final class PostItem {
  private PostItem() {}

  static Map<String, AttributeValue> write(Post post) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", Item.text(post.id().value()));
    item.put("revision", Item.number(post.revision()));
    item.put("title", Item.text(post.title()));
    item.put("body", Item.text(post.body()));
    item.put("authorId", Item.text(post.author().id()));
    item.put("authorName", Item.text(post.author().name()));
    item.put("status", Item.text(post.status().name()));
    item.put("submittedAt", Item.millis(post.submittedAt()));
    post.publishedAt().ifPresent(at -> item.put("publishedAt", Item.millis(at)));
    item.put("expires", Item.seconds(post.expires()));
    post.decision().ifPresent(decision -> item.put("decision", write(decision)));
    item.put("askedTimes", Item.number(post.asking().times()));
    post.asking().next().ifPresent(next -> item.put("askNext", Item.millis(next)));
    item.put("trace", Item.text(post.trace().value()));
    return item;
  }

  /** The post with the keys of the indexes of the board, as its last change left them. */
  static Map<String, AttributeValue> onBoard(Post post) {
    Map<String, AttributeValue> item = new HashMap<>(write(post));
    item.put("changedAt", Item.millis(post.publishedAt().orElse(post.submittedAt())));
    item.put("submittedOrder", Item.text(Place.of(post.submittedAt(), post.id())));
    if (post.status() == Status.PENDING) {
      item.put("waiting", Item.text(Shards.of(post.id())));
    }
    post.publishedAt()
        .ifPresent(
            at -> {
              item.put("feed", Item.text(PostLists.FEED));
              item.put("publishedOrder", Item.text(Place.of(at, post.id())));
            });
    return item;
  }

  static AttributeValue write(Decision decision) {
    Map<String, AttributeValue> fields = new HashMap<>();
    fields.put("verdict", Item.text(decision.verdict().name()));
    decision.reason().ifPresent(reason -> fields.put("reason", Item.text(reason)));
    fields.put("by", Item.text(decision.decidedBy()));
    fields.put("at", Item.millis(decision.decidedAt()));
    fields.put("revision", Item.number(decision.revision()));
    return AttributeValue.fromM(fields);
  }

  static Post read(Item item) {
    return new Post(
        new PostId(item.string("id")),
        item.count("revision"),
        new Submission(item.string("title"), item.string("body")),
        new Author(item.string("authorId"), item.string("authorName")),
        Status.valueOf(item.string("status")),
        item.time("submittedAt"),
        item.maybeTime("publishedAt"),
        item.second("expires"),
        item.has("decision") ? Optional.of(decision(item.nested("decision"))) : Optional.empty(),
        new Asking(item.count("askedTimes"), item.maybeTime("askNext")),
        new TraceParent(item.string("trace")));
  }

  private static Decision decision(Item fields) {
    return new Decision(
        Verdict.valueOf(fields.string("verdict")),
        fields.maybeString("reason"),
        fields.string("by"),
        fields.time("at"),
        fields.count("revision"));
  }

  /** Whether a post that is written as {@code item} has expired at {@code now}. */
  static boolean expired(Item item, Instant now) {
    return !now.isBefore(item.second("expires"));
  }
}
