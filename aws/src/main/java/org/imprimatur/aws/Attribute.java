package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values as a stream record has them in JSON, of the types that our items use. */
final class Attribute {
  private Attribute() {}

  static Item item(JsonNode image) {
    return new Item(map(image));
  }

  private static Map<String, AttributeValue> map(JsonNode fields) {
    Map<String, AttributeValue> values = new HashMap<>();
    fields.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  private static AttributeValue value(JsonNode typed) {
    if (typed.has("S")) {
      return AttributeValue.fromS(Json.text(typed, "S"));
    }
    if (typed.has("N")) {
      return AttributeValue.fromN(typed.get("N").asText());
    }
    if (typed.has("M")) {
      return AttributeValue.fromM(map(typed.get("M")));
    }
    if (typed.has("L")) {
      return AttributeValue.fromL(list(typed.get("L")));
    }
    throw new IllegalArgumentException("an attribute of a type that no item of ours has");
  }

  private static List<AttributeValue> list(JsonNode values) {
    List<AttributeValue> list = new ArrayList<>();
    values.forEach(value -> list.add(value(value)));
    return list;
  }
}
