package org.imprimatur.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The answer to a batch: which of its records have to come again. */
final class Failures {
  private Failures() {}

  /** An empty id would make every record of the batch come again, so there is none. */
  static String id(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a record without an id");
    }
    return id;
  }

  static void write(List<String> ids, OutputStream answer) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode failures = json.putArray("batchItemFailures");
    ids.forEach(id -> failures.addObject().put("itemIdentifier", id));
    Json.write(json, answer);
  }
}
