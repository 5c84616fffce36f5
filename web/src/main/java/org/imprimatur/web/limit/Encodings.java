package org.imprimatur.web.limit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses bodies that are packed: nothing here unpacks them, so that a few bytes never become many.
 */
@Singleton
class Encodings {
  private static final int AFTER_METHODS = 750;
  private static final int UNSUPPORTED = 415;
  private static final String PLAIN = "identity";

  void install(@Observes Filters filters) {
    filters.register(Encodings::check, AFTER_METHODS);
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase(PLAIN)) {
      context.next();
    } else {
      context
          .response()
          .setStatusCode(UNSUPPORTED)
          .putHeader("Accept-Encoding", PLAIN)
          .putHeader("Connection", "close")
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("Send it as it is, not compressed. Nothing was changed.\n");
    }
  }
}
