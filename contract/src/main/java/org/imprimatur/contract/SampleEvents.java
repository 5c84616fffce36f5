package org.imprimatur.contract;

import org.imprimatur.event.Event;

/** Events to test with, which mean nothing to the board. */
final class SampleEvents {
  private SampleEvents() {}

  /** A greeting published now. */
  static Event greeting(Surroundings here, String id) {
    String detail = "{\"to\":\"world\",\"text\":\"\uD83D\uDC4B \\\"hej\\\"\"}";
    return new Event(id, Event.SOURCE, "Greeting", here.clock().instant(), detail);
  }

  /** The pattern of our events of one type. */
  static String pattern(String detailType) {
    return "{\"source\":[\"imprimatur\"],\"detail-type\":[\"" + detailType + "\"]}";
  }
}
