package org.imprimatur.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.imprimatur.post.Violation;

/**
 * A problem detail (RFC 9457); its type is {@code about:blank}, so the title says what the status
 * means.
 *
 * @param title what the status means
 * @param status the HTTP status
 * @param detail what went wrong here and what to do
 * @param violations what is wrong with the input, field by field; left out where there is nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, List<Violation> violations) {
  /** The media type of a problem detail. */
  public static final String TYPE = "application/problem+json";

  /** Keeps its own copy. */
  public Problem {
    violations = List.copyOf(violations);
  }

  /** An answer that says what went wrong. */
  public static Response of(int status, String detail) {
    return of(status, detail, List.of());
  }

  /** An answer that says what is wrong with the input. */
  public static Response of(int status, String detail, List<Violation> violations) {
    return Response.status(status)
        .type(TYPE)
        .header("Cache-Control", "no-store")
        .entity(new Problem(title(status), status, detail, violations))
        .build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Unprocessable Content" : known.getReasonPhrase();
  }
}
