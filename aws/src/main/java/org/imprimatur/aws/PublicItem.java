package org.imprimatur.aws;

import java.util.List;
import java.util.Map;
import org.imprimatur.post.Author;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Submission;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What anybody may see of a published post, as the index of the feed has it. */
final class PublicItem {
  /** The attributes that the index has beside its keys: a few of a post's, and no others. */
  static final List<String> ATTRIBUTES =
      List.of("authorId", "authorName", "body", "expires", "handedInAt", "title", "updatedAt");

  private PublicItem() {}

  /** Adds what {@link PostItem} does not write. */
  static void add(PublicPost post, Map<String, AttributeValue> item) {
    item.put("updatedAt", Item.millis(post.updatedAt()));
  }

  static PublicPost read(Item item) {
    return new PublicPost(
        new PostId(item.string("id")),
        new Author(item.string("authorId"), item.string("authorName")),
        new Submission(item.string("title"), item.string("body")),
        item.time("handedInAt"),
        Place.cursor(item.string("publishedOrder")).time(),
        item.time("updatedAt"),
        item.second("expires"));
  }
}
