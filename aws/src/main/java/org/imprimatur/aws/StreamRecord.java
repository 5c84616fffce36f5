package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Change;

/**
 * A record of the stream of the posts table: what it means for the board.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB</a>
 * @param name INSERT, MODIFY or REMOVE
 * @param before the item before the write
 * @param after the item after it
 * @param byTimeToLive whether DynamoDB removed it because its time was over
 * @param at when it happened, to the second or finer
 */
record StreamRecord(
    String name, Optional<Item> before, Optional<Item> after, boolean byTimeToLive, Instant at) {
  private static final double MILLIS = 1_000;

  /**
   * The record that a function is handed.
   *
   * @throws UnreadableEvent if it is none
   */
  static StreamRecord read(JsonNode record) {
    try {
      JsonNode data = record.required("dynamodb");
      double seconds = data.required("ApproximateCreationDateTime").asDouble();
      return new StreamRecord(
          Json.text(record, "eventName"),
          image(data, "OldImage"),
          image(data, "NewImage"),
          timeToLive(record.path("userIdentity")),
          Instant.ofEpochMilli(Math.round(seconds * MILLIS)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent("not a record of a stream", e);
    }
  }

  private static Optional<Item> image(JsonNode data, String name) {
    return data.has(name) ? Optional.of(Attribute.item(data.get(name))) : Optional.empty();
  }

  private static boolean timeToLive(JsonNode identity) {
    return identity.path("type").asText().equals("Service")
        && identity.path("principalId").asText().equals("dynamodb.amazonaws.com");
  }

  /**
   * The change of a post, or nothing where a write left none: that the approval service was asked
   * again, that a departed post was taken off the board, that an operator mended an attribute.
   *
   * @throws UnreadableEvent if the images are no posts
   */
  Optional<Change> change() {
    try {
      return switch (name) {
        case "INSERT", "MODIFY" -> after.filter(this::namesItsChange).map(StreamRecord::left);
        case "REMOVE" -> byTimeToLive ? before.map(this::expired) : Optional.empty();
        default -> throw new IllegalArgumentException("no such event: " + name);
      };
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent("a record of something else than a post", e);
    }
  }

  /** A write by other hands keeps the version, and with it the name of a change long told. */
  private boolean namesItsChange(Item item) {
    return item.has("change")
        && before.filter(it -> it.count("version") == item.count("version")).isEmpty();
  }

  private static Change left(Item item) {
    Change.Kind kind = Change.Kind.valueOf(item.string("change"));
    return new Change(kind, PostItem.read(item), item.time("changedAt"));
  }

  private Change expired(Item item) {
    return new Change(Change.Kind.EXPIRED, PostItem.read(item), at);
  }
}
