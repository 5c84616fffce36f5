package org.imprimatur.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import org.imprimatur.json.JsonText;

/**
 * Reads a submission as strictly as the API promises: one JSON object in UTF-8 with {@code title}
 * and {@code body}, each a string, each once, and nothing else.
 */
final class SubmissionReader {
  private static final Set<String> FIELDS = Set.of("title", "body");

  private SubmissionReader() {}

  static Read read(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return read(JsonText.read(text));
    } catch (CharacterCodingException e) {
      return new Read.Wrong("The request is not UTF-8.");
    } catch (IOException e) {
      return new Read.Wrong("The request is not a JSON object with each field once.");
    }
  }

  private static Read read(JsonNode node) {
    if (!node.isObject()) {
      return new Read.Wrong("The request is not a JSON object.");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        return new Read.Wrong("The request has a field other than title and body.");
      }
    }
    for (String field : FIELDS) {
      if (node.has(field) && !node.get(field).isTextual()) {
        return new Read.Wrong(field + " is not a string.");
      }
    }
    return new Read.Text(new Typed(node.path("title").asText(""), node.path("body").asText("")));
  }

  /** What {@link #read} found. */
  sealed interface Read {
    /** Follows the one branch that holds. */
    default <T> T fold(Function<Typed, T> text, Function<String, T> wrong) {
      return this instanceof Text t ? text.apply(t.typed()) : wrong.apply(((Wrong) this).detail());
    }

    /** A title and a body. */
    record Text(Typed typed) implements Read {}

    /** Something else, and what is wrong with it. */
    record Wrong(String detail) implements Read {}
  }

  /** A title and a body as sent; what was left out is empty. */
  record Typed(String title, String body) {}
}
