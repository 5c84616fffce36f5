package org.imprimatur.web;

import static jakarta.ws.rs.core.HttpHeaders.IF_MODIFIED_SINCE;
import static jakarta.ws.rs.core.HttpHeaders.IF_NONE_MATCH;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.imprimatur.api.EntityTag;

/**
 * What strangers are shown, with what they ask by whether they have it already (RFC 9110, section
 * 13). Caches may keep it and have to ask each time.
 *
 * @param shown what it is
 * @param tag its entity tag
 * @param modified since which whole second it has been these bytes, where that is known
 */
public record Kept(Shown shown, EntityTag tag, Optional<Instant> modified) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static final String CACHE_CONTROL = "public, max-age=0, must-revalidate";

  /** What is made anew each time. */
  public static Kept never(Shown shown) {
    return new Kept(shown, EntityTag.of(shown.body().getBytes()), Optional.empty());
  }

  /**
   * What was made at {@code now}, in the place of {@code before}. What differs has another time,
   * also within a second.
   */
  static Kept since(Shown shown, Instant now, Optional<Kept> before) {
    EntityTag tag = EntityTag.of(shown.body().getBytes());
    Instant second = Instant.ofEpochSecond(now.getEpochSecond());
    Instant modified =
        before
            .flatMap(old -> old.modified.map(at -> old.tag.equals(tag) ? at : next(at, second)))
            .orElse(second);
    return new Kept(shown, tag, Optional.of(modified));
  }

  private static Instant next(Instant before, Instant second) {
    return before.isBefore(second) ? second : before.plusSeconds(1);
  }

  /** This at that time: without a time of its own that is still to come. */
  Kept at(Instant now) {
    return modified.filter(now::isBefore).isPresent()
        ? new Kept(shown, tag, Optional.empty())
        : this;
  }

  /** The answer to this request: the whole, or that it has not changed. */
  public Response answer(Request request, HttpHeaders headers) {
    Response.ResponseBuilder refused = request.evaluatePreconditions(jaxRs());
    if (known(headers)) {
      return answer(Response.notModified());
    }
    return answer(refused == null ? Response.ok(shown.body().getBytes()) : refused);
  }

  /** Whether somebody has it, by its tag or, where they name none, by its time. */
  private boolean known(HttpHeaders headers) {
    Optional<String> tags = Optional.ofNullable(headers.getHeaderString(IF_NONE_MATCH));
    Optional<String> since = Optional.ofNullable(headers.getHeaderString(IF_MODIFIED_SINCE));
    return tags.map(tag::isIn).orElseGet(() -> since.isPresent() && since.equals(lastModified()));
  }

  /** Since when it has been these bytes, as headers have it. */
  Optional<String> lastModified() {
    return modified.map(HTTP_DATE::format);
  }

  private Response answer(Response.ResponseBuilder answer) {
    answer.tag(jaxRs()).type(shown.type()).header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    lastModified().ifPresent(time -> answer.header(HttpHeaders.LAST_MODIFIED, time));
    return shown.personal()
        ? answer.header(HttpHeaders.VARY, HttpHeaders.COOKIE).build()
        : answer.build();
  }

  private jakarta.ws.rs.core.EntityTag jaxRs() {
    return new jakarta.ws.rs.core.EntityTag(tag.value().replace("\"", ""));
  }
}
