package org.imprimatur.web.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import org.imprimatur.event.Event;

/** An event as EventBridge would hand it on, without what only AWS has. */
final class Envelope {
  private Envelope() {}

  static byte[] of(Event event) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("id", event.id());
    envelope.put("source", event.source());
    envelope.put("detail-type", event.detailType());
    envelope.put("time", event.time().toString());
    envelope.putRawValue("detail", new RawValue(event.detail()));
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}
