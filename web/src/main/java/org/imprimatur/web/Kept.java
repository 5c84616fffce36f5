package org.imprimatur.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.api.EntityTag;

/**
 * What strangers are shown, with what they ask by whether they have it already (RFC 9110, section
 * 13). Caches may keep it and have to ask each time.
 *
 * @param shown what it is
 * @param tag its entity tag
 * @param modified since which whole second it has been these bytes, where that is known
 * @param version that of the posts it was made of
 */
public record Kept(Shown shown, EntityTag tag, Optional<Instant> modified, long version) {
  static final String CACHE_CONTROL = "public, max-age=0, must-revalidate";

  /** What is made anew each time. */
  public static Kept never(Shown shown) {
    return new Kept(shown, EntityTag.of(shown.body().getBytes()), Optional.empty(), 0);
  }

  /**
   * What was made of posts of this version at {@code now}, in the place of {@code before}. What
   * differs has another time, also within a second.
   */
  static Kept since(Shown shown, long version, Instant now, Optional<Kept> before) {
    EntityTag tag = EntityTag.of(shown.body().getBytes());
    Instant second = Instant.ofEpochSecond(now.getEpochSecond());
    Instant modified =
        before
            .flatMap(old -> old.modified.map(at -> old.tag.equals(tag) ? at : next(at, second)))
            .orElse(second);
    return new Kept(shown, tag, Optional.of(modified), version);
  }

  private static Instant next(Instant before, Instant second) {
    return before.isBefore(second) ? second : before.plusSeconds(1);
  }

  /** The answer to this request: the whole, or that it has not changed. */
  public Response answer(Request request, Optional<String> ifNoneMatch) {
    Response.ResponseBuilder refused = request.evaluatePreconditions(jaxRs());
    if (ifNoneMatch.filter(tag::isIn).isPresent()) {
      return answer(Response.notModified());
    }
    return answer(refused == null ? Response.ok(shown.body().getBytes()) : refused);
  }

  private Response answer(Response.ResponseBuilder answer) {
    answer.tag(jaxRs()).type(shown.type()).header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    return shown.personal()
        ? answer.header(HttpHeaders.VARY, HttpHeaders.COOKIE).build()
        : answer.build();
  }

  private jakarta.ws.rs.core.EntityTag jaxRs() {
    return new jakarta.ws.rs.core.EntityTag(tag.value().replace("\"", ""));
  }
}
