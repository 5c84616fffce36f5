package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.imprimatur.event.DeadLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does once before SnapStart takes its picture, so that the picture has all classes
 * loaded that the first event needs. A second function like it handles an event against {@link
 * Offstage}: nothing is read or written, and neither credentials nor random numbers come into the
 * picture. Then a connection is opened and closed. Without SnapStart none of it is done (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 * hooks</a>).
 */
final class Rehearsal implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** Held here, since the context holds none of what it is given. */
  private static final Queue<Rehearsal> HELD = new ConcurrentLinkedQueue<>();

  private final String event;
  private final Function<Start, RequestStreamHandler> function;

  /**
   * A rehearsal that has not been planned.
   *
   * @param event the name of the event, a file in the folder {@code rehearsal} beside this class
   * @param function makes the function
   */
  Rehearsal(String event, Function<Start, RequestStreamHandler> function) {
    this.event = event;
    this.function = function;
  }

  /** Handles this event by such a function when the picture is taken. */
  static void plan(String event, Function<Start, RequestStreamHandler> function) {
    Rehearsal rehearsal = new Rehearsal(event, function);
    HELD.add(rehearsal);
    Core.getGlobalContext().register(rehearsal);
  }

  /** Handles the event, and gives the function's answer. */
  byte[] play() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal/" + event + ".json")) {
      function.apply(Start.ofRehearsal()).handleRequest(in, answer, null);
    }
    return answer.toByteArray();
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      play();
      Environment environment = Environment.ofProcess();
      Clients.connect(
          environment.optional("AWS_ENDPOINT_URL").map(URI::create),
          environment.required("AWS_REGION"));
    } catch (IOException | RuntimeException e) {
      LOG.warn("rehearsal failed {}", DeadLetter.reason(e));
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
