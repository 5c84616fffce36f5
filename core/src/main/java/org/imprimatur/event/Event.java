package org.imprimatur.event;

import java.time.Instant;

/**
 * An event in the envelope of Amazon EventBridge.
 *
 * @param id names this event; publishing the same id again delivers nothing new
 * @param source who speaks; ours are {@value #SOURCE}
 * @param detailType what kind of event it is, by which {@code detail} is read
 * @param time when it happened, UTC
 * @param detail a JSON object
 */
public record Event(String id, String source, String detailType, Instant time, String detail) {
  /** The source of every event of this product. */
  public static final String SOURCE = "imprimatur";
}
