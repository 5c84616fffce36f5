package org.imprimatur.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import software.amazon.event.ruler.Machine;

/** Says who wants an event, by the engine that Amazon EventBridge itself uses. */
final class Patterns {
  private final List<Subscription> subscriptions;
  private final Machine machine = Machine.builder().build();

  /** Refuses two subscriptions of one name, and patterns that are none. */
  Patterns(List<Subscription> subscriptions) {
    this.subscriptions = List.copyOf(subscriptions);
    Set<String> names = new HashSet<>(Set.of(Deliveries.CHANGES));
    for (Subscription subscription : this.subscriptions) {
      if (!names.add(subscription.name())) {
        throw new IllegalArgumentException(subscription.name() + " is the name of another");
      }
      add(subscription);
    }
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** The subscriptions whose pattern matches. */
  List<Subscription> wanting(Event event) {
    Set<String> names = Set.copyOf(matching(event));
    return subscriptions.stream().filter(s -> names.contains(s.name())).toList();
  }

  private void add(Subscription subscription) {
    try {
      machine.addRule(subscription.name(), subscription.pattern());
    } catch (IOException e) {
      throw new IllegalArgumentException(subscription.name() + ": not an event pattern", e);
    }
  }

  /** A detail that is no JSON matches by its envelope alone: its reader will refuse it. */
  private List<String> matching(Event event) {
    try {
      return machine.rulesForJSONEvent(envelope(event, event.detail()));
    } catch (Exception unreadable) {
      return matchingEnvelope(event);
    }
  }

  private List<String> matchingEnvelope(Event event) {
    try {
      return machine.rulesForJSONEvent(envelope(event, "{}"));
    } catch (Exception e) {
      throw new IllegalArgumentException("not an event", e);
    }
  }

  private static String envelope(Event event, String detail) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("version", "0");
    envelope.put("id", event.id());
    envelope.put("source", event.source());
    envelope.put("detail-type", event.detailType());
    envelope.put("time", event.time().toString());
    String head = envelope.toString();
    return head.substring(0, head.length() - 1) + ",\"detail\":" + detail + "}";
  }
}
