package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.imprimatur.json.JsonText;

/** What the cloud sends, read field by field: faster to start than binding it to classes. */
final class Json {
  private Json() {}

  /** A string that has to be there. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is not a string");
    }
    return value.textValue();
  }

  static void write(JsonNode value, OutputStream out) throws IOException {
    out.write(JsonText.write(value).getBytes(StandardCharsets.UTF_8));
  }
}
