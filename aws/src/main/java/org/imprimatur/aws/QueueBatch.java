package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.EventHandler;
import org.imprimatur.json.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of queue messages, each an event in its envelope, on its way to a handler. A queue has no
 * order: each message is tried, and each that failed is reported and comes again, in the end to the
 * dead-letter queue (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">error
 * handling for SQS</a>).
 *
 * @param handler who takes the events
 */
record QueueBatch(EventHandler handler) {
  private static final Logger LOG = LoggerFactory.getLogger(QueueBatch.class);

  void handle(InputStream batch, OutputStream answer) throws IOException {
    List<String> failed = new ArrayList<>();
    for (JsonNode message : JsonText.read(batch).required("Records")) {
      String id = Failures.id(message.path("messageId").asText());
      try {
        deliverOne(message);
      } catch (RuntimeException e) {
        LOG.error("event failed messageId={} reason={}", id, DeadLetter.reason(e), e);
        failed.add(id);
      }
    }
    Failures.write(failed, answer);
  }

  void deliverOne(JsonNode message) {
    handler.handle(Envelope.read(message.path("body").asText()));
  }
}
