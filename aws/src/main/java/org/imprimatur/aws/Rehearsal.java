package org.imprimatur.aws;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.imprimatur.event.DeadLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does once before SnapStart takes its picture, so that the picture has all classes
 * loaded that the first request needs. It reads and writes nothing; without SnapStart it is never
 * called (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 * hooks</a>).
 */
final class Rehearsal implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** Held here, since the context holds none of what it is given. */
  private static final Queue<Rehearsal> HELD = new ConcurrentLinkedQueue<>();

  private final Runnable request;

  private Rehearsal(Runnable request) {
    this.request = request;
  }

  /** Rehearses this request when the picture is taken. */
  static void plan(Runnable request) {
    Rehearsal rehearsal = new Rehearsal(request);
    HELD.add(rehearsal);
    Core.getGlobalContext().register(rehearsal);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      request.run();
    } catch (RuntimeException e) {
      LOG.warn("rehearsal failed {}", DeadLetter.reason(e));
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
