package org.imprimatur.web.api;

import jakarta.ws.rs.core.Response;

/** Answers in JSON. */
final class Json {
  private Json() {}

  /** What is the same for everyone and may be kept until asked again. */
  static Response shared(Object entity) {
    return Response.ok(entity)
        .header("Cache-Control", "public, max-age=0, must-revalidate")
        .build();
  }
}
