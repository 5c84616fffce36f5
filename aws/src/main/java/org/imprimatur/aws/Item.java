package org.imprimatur.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of a table, read by name. Times are Numbers: milliseconds, but for those that DynamoDB's
 * time to live reads, which counts in seconds.
 */
record Item(Map<String, AttributeValue> attributes) {
  private static final long SECOND = 1_000;

  Item {
    attributes = Map.copyOf(attributes);
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  /** A time in whole seconds, rounded up: time to live deletes nothing before its end. */
  static AttributeValue seconds(Instant time) {
    return number(-Math.floorDiv(-time.toEpochMilli(), SECOND));
  }

  /** The last whole second that is over at {@code now}: what expires then or before has expired. */
  static AttributeValue secondOf(Instant now) {
    return number(now.getEpochSecond());
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  String string(String name) {
    return required(name).s();
  }

  Optional<String> maybeString(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(required(name).n());
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  boolean truth(String name) {
    return required(name).bool();
  }

  Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  Optional<Instant> maybeTime(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  Instant second(String name) {
    return Instant.ofEpochSecond(number(name));
  }

  Item nested(String name) {
    return new Item(required(name).m());
  }

  Optional<Item> maybeNested(String name) {
    return has(name) ? Optional.of(nested(name)) : Optional.empty();
  }

  List<AttributeValue> list(String name) {
    return required(name).l();
  }

  /** A list of maps. */
  List<Item> items(String name) {
    return list(name).stream().map(value -> new Item(value.m())).toList();
  }

  private AttributeValue required(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an item without " + name);
    }
    return value;
  }
}
