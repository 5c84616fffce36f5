package org.imprimatur.web.api;

import jakarta.ws.rs.core.Response;
import org.imprimatur.api.Answer;
import org.imprimatur.api.Problem;

/** Sends the API's answers, good and bad, over HTTP. */
public final class Answers {
  /** What good answers are. */
  static final String JSON = "application/json";

  private Answers() {}

  /** A problem detail (RFC 9457) that says what went wrong. */
  public static Response problem(int status, String detail) {
    return response(Problem.of(status, detail));
  }

  /** An answer of the core as it goes over HTTP. */
  public static Response response(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    if (!answer.body().isEmpty()) {
      response.entity(answer.body());
    }
    answer.headers().forEach(response::header);
    return response.build();
  }
}
