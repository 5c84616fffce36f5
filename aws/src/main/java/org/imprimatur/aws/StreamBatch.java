package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of stream records on its way to a handler. It stops at the first that fails and reports
 * that one: Lambda delivers from there again, and what came before is not repeated (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">partial
 * batch responses</a>).
 *
 * @param kinds the changes that the handler wants; the event source's filter asks for the same
 * @param handler who takes them
 */
record StreamBatch(Set<Change.Kind> kinds, ChangeHandler handler) {
  private static final Logger LOG = LoggerFactory.getLogger(StreamBatch.class);

  StreamBatch {
    kinds = Set.copyOf(kinds);
  }

  void handle(InputStream batch, OutputStream answer) throws IOException {
    Failures.write(deliver(JsonText.read(batch).required("Records")), answer);
  }

  private List<String> deliver(JsonNode records) {
    for (JsonNode record : records) {
      String sequence = Failures.id(record.path("dynamodb").path("SequenceNumber").asText());
      try {
        deliverOne(record);
      } catch (RuntimeException e) {
        LOG.error("change failed sequence={} reason={}", sequence, DeadLetter.reason(e), e);
        return List.of(sequence);
      }
    }
    return List.of();
  }

  void deliverOne(JsonNode record) {
    StreamRecord.read(record)
        .change()
        .filter(change -> kinds.contains(change.kind()))
        .ifPresent(handler::handle);
  }
}
