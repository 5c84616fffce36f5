package org.imprimatur.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of an expression. Every attribute is written {@code #attribute}, since
 * DynamoDB reserves several hundred words; a request must name no value that its expressions lack.
 */
final class Terms {
  private static final Pattern NAME = Pattern.compile("#([A-Za-z]+)");

  private final Map<String, AttributeValue> values = new HashMap<>();

  Terms value(String name, AttributeValue value) {
    values.put(name, value);
    return this;
  }

  Terms text(String name, String value) {
    return value(name, Item.text(value));
  }

  Terms number(String name, long value) {
    return value(name, Item.number(value));
  }

  /** The values, or null where there are none, as the API wants it. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  static Map<String, String> names(String expressions) {
    return NAME.matcher(expressions)
        .results()
        .collect(Collectors.toMap(m -> m.group(), m -> m.group(1), (one, same) -> one));
  }
}
