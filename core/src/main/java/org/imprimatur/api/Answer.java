package org.imprimatur.api;

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
