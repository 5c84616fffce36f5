package org.imprimatur.keycloak;

import java.time.Duration;

/**
 * How long the supervisor waits before it acts.
 *
 * @param start a child that has not answered for the first time by then is ended
 * @param silence a child that answered once and then not for so long is ended
 * @param stop a child asked to end gets so long before it is killed
 */
record Limits(Duration start, Duration silence, Duration stop) {

  static final Limits USUAL =
      new Limits(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofSeconds(10));
}
