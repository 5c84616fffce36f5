package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the cloud sends, read field by field: faster to start than binding it to classes. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A string that has to be there. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is not a string");
    }
    return value.textValue();
  }
}
