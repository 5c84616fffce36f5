package org.imprimatur.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import org.imprimatur.Ports;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import software.amazon.event.ruler.Ruler;

/** Opens engines in memory; patterns are matched by the engine of EventBridge. */
interface MemoryEngine extends EngineContract {

  @Override
  default RuntimeUnderTest open(Surroundings here) {
    return new Adapter(
        new MemoryRuntime(
            here.clock(), here.random(), here.backoff(), MemoryEngine::matches, here.telemetry()));
  }

  private static boolean matches(String pattern, Event event) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("id", event.id());
    envelope.put("source", event.source());
    envelope.put("detail-type", event.detailType());
    envelope.put("time", event.time().toString());
    envelope.putRawValue("detail", new RawValue(event.detail()));
    try {
      return Ruler.matchesRule(envelope.toString(), pattern);
    } catch (Exception e) {
      throw new IllegalArgumentException("a pattern or a detail that is not JSON", e);
    }
  }

  /** The runtime as a test moves it; a crash leaves everything in its memory. */
  record Adapter(MemoryRuntime runtime) implements RuntimeUnderTest {
    @Override
    public Ports ports() {
      return runtime.ports();
    }

    @Override
    public Sessions sessions() {
      return runtime.sessions();
    }

    @Override
    public ExpiringEntries entries() {
      return runtime.entries();
    }

    @Override
    public DeadLetters deadLetters() {
      return runtime.deadLetters();
    }

    @Override
    public Holdings holdings() {
      return runtime.holdings();
    }

    @Override
    public Intake intake() {
      return runtime.intake();
    }

    @Override
    public void attach(ChangeHandler changes, List<Subscription> subscriptions) {
      runtime.start(changes, subscriptions);
    }

    @Override
    public int deliverDue() {
      return runtime.deliverDue();
    }

    @Override
    public int sweep(Instant now, int limit) {
      return runtime.sweep(now, limit);
    }

    @Override
    public RuntimeUnderTest restarted() {
      return new Adapter(runtime);
    }
  }
}
