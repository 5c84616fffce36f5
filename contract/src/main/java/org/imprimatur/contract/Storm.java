package org.imprimatur.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;

/**
 * Weather in which deliveries fail before and after they are handled, arrive up to five times, and
 * come again at any later moment, also after a crash. All of it follows from the seed.
 */
final class Storm implements Weather {
  private final Random random;
  private final Map<String, Consumer<Object>> handlers = new HashMap<>();
  private final List<Delivered> past = new ArrayList<>();
  private boolean raging = true;

  Storm(Random random) {
    this.random = random;
  }

  /** From now on every delivery arrives once. */
  void end() {
    raging = false;
  }

  /** It begins again. */
  void begin() {
    raging = true;
  }

  /** Whether something goes wrong that does so this often in a storm. */
  boolean strikes(int percent) {
    return raging && random.nextInt(100) < percent;
  }

  @Override
  public ChangeHandler over(ChangeHandler handler) {
    handlers.put("changes", change -> handler.handle((Change) change));
    return change -> deliver(new Delivered("changes", change));
  }

  @Override
  public Subscription over(Subscription s) {
    handlers.put(s.name(), event -> s.handler().handle((Event) event));
    EventHandler stormy = event -> deliver(new Delivered(s.name(), event));
    return s.withHandler(stormy);
  }

  private void deliver(Delivered delivery) {
    failAtTimes("delivery");
    handle(delivery);
    past.add(delivery);
    while (strikes(30)) {
      handle(past.get(random.nextInt(past.size())));
    }
    for (int more = 0; more < 4 && strikes(30); more++) {
      handle(delivery);
    }
    failAtTimes("acknowledgement");
  }

  private void failAtTimes(String what) {
    if (strikes(20)) {
      throw new InjectedFault(what);
    }
  }

  private void handle(Delivered delivery) {
    handlers.getOrDefault(delivery.to(), what -> {}).accept(delivery.what());
  }

  private record Delivered(String to, Object what) {}
}
