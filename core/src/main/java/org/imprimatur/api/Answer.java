package org.imprimatur.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the API, for a web server or a function to send.
 *
 * @param status the HTTP status
 * @param headers its headers, among them always {@code Content-Type} and {@code Cache-Control}
 * @param body JSON
 */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";
  private static final String TAG = "ETag";
  private static final String CACHE = "Cache-Control";
  private static final String SHARED = "public, max-age=0, must-revalidate";

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

  /**
   * This answer to somebody who has one already: 304 without a body if it is the same.
   *
   * @param known the request's {@code If-None-Match} (RFC 9110, section 13.1.2)
   */
  public Answer unlessKnown(Optional<String> known) {
    Optional<EntityTag> tag = Optional.ofNullable(headers.get(TAG)).map(EntityTag::new);
    return tag.filter(own -> known.filter(own::isIn).isPresent()).isPresent()
        ? new Answer(304, Map.of(TAG, tag.get().value(), CACHE, SHARED), "")
        : this;
  }

  /** What is the same for everyone and may be kept, if it is asked for again before it is used. */
  static Answer shared(String body) {
    String tag = EntityTag.of(body.getBytes(StandardCharsets.UTF_8)).value();
    return new Answer(200, Map.of("Content-Type", JSON, CACHE, SHARED, TAG, tag), body);
  }

  /** A submission was taken and is found at {@code location} once it is public. */
  static Answer accepted(String location, String body) {
    return new Answer(
        202, Map.of("Content-Type", JSON, "Cache-Control", "no-store", "Location", location), body);
  }
}
