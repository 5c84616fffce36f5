package org.imprimatur.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer of the API, for a web server or a function to send.
 *
 * @param status the HTTP status
 * @param headers its headers, among them always {@code Content-Type} and {@code Cache-Control}
 * @param body JSON
 */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";

  /** Keeps its own copy. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** This answer, to be asked again after {@code wait}, in whole seconds rounded up. */
  Answer retryAfter(Duration wait) {
    Map<String, String> more = new HashMap<>(headers);
    more.put("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    return new Answer(status, more, body);
  }

  /** What is the same for everyone and may be kept, if it is asked for again before it is used. */
  static Answer shared(String body) {
    return new Answer(
        200,
        Map.of("Content-Type", JSON, "Cache-Control", "public, max-age=0, must-revalidate"),
        body);
  }

  /** A submission was taken and is found at {@code location} once it is public. */
  static Answer accepted(String location, String body) {
    return new Answer(
        202, Map.of("Content-Type", JSON, "Cache-Control", "no-store", "Location", location), body);
  }
}
