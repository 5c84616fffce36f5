package org.imprimatur.api;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Allowance;
import org.imprimatur.post.Violation;

/**
 * Problem details (RFC 9457) of type {@code about:blank}: the title says what the status means, the
 * detail what went wrong here and what to do.
 */
public final class Problem {
  /** The media type of a problem detail. */
  public static final String TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          entry(400, "Bad Request"),
          entry(401, "Unauthorized"),
          entry(403, "Forbidden"),
          entry(404, "Not Found"),
          entry(405, "Method Not Allowed"),
          entry(406, "Not Acceptable"),
          entry(409, "Conflict"),
          entry(413, "Content Too Large"),
          entry(415, "Unsupported Media Type"),
          entry(422, "Unprocessable Content"),
          entry(429, "Too Many Requests"),
          entry(500, "Internal Server Error"),
          entry(501, "Not Implemented"),
          entry(503, "Service Unavailable"));

  private Problem() {}

  /** An answer that says what went wrong. */
  public static Answer of(int status, String detail) {
    return of(status, detail, List.of());
  }

  /** An answer that says how much may wait. */
  static Answer tooManyWaiting(String detail, Allowance.TooManyWaiting waiting) {
    return answer(429, problem(429, detail).put("limit", waiting.limit()));
  }

  /** An answer that says how much may be sent, within how long, and when the next may come. */
  static Answer tooFast(String detail, Allowance.TooFast fast) {
    ObjectNode problem = problem(429, detail).put("limit", fast.limit());
    problem.put("within", fast.within().toString()).put("again", fast.again().toString());
    return answer(429, problem);
  }

  /** An answer that says what is wrong with the input, field by field. */
  public static Answer of(int status, String detail, List<Violation> violations) {
    ObjectNode problem = problem(status, detail);
    if (!violations.isEmpty()) {
      ArrayNode list = problem.putArray("violations");
      violations.forEach(v -> list.addObject().put("field", v.field()).put("message", v.message()));
    }
    return answer(status, problem);
  }

  private static ObjectNode problem(int status, String detail) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("title", TITLES.getOrDefault(status, "Error"));
    problem.put("status", status);
    return problem.put("detail", detail);
  }

  private static Answer answer(int status, ObjectNode problem) {
    return new Answer(
        status, Map.of("Content-Type", TYPE, "Cache-Control", "no-store"), JsonText.write(problem));
  }
}
