package org.imprimatur.web.signin;

import java.time.Duration;

/** How an endpoint of the fake provider answers. */
sealed interface Weakness {
  Weakness NONE = new Delay(Duration.ZERO);

  /** As it should, after a while. */
  record Delay(Duration time) implements Weakness {}

  /** With this status and text. */
  record Says(int status, String body) implements Weakness {}

  /** Never. */
  record Hangs() implements Weakness {}

  /** With headers at once and then a byte at a time, for ever. */
  record Drips() implements Weakness {}

  /** With a body that has no end. */
  record Floods() implements Weakness {}

  /** As it should, but the connection breaks before the answer. */
  record Breaks() implements Weakness {}
}
