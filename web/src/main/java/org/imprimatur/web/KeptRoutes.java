package org.imprimatur.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Answers with what is kept before anything else looks at the request, with the bytes and headers
 * that the resource behind it would send. Any request that is not as plain as most goes on to that
 * resource: one of somebody who may be signed in, one that prefers other media types or asks for
 * more than whether a tag is still right.
 */
@Singleton
class KeptRoutes {
  private static final int RIGHT_AFTER_HEADERS = 950;
  private static final int NOT_MODIFIED = 304;
  private static final List<String> NOT_PLAIN =
      List.of(
          "Cookie",
          "Authorization",
          "If-Match",
          "If-Unmodified-Since",
          "If-Modified-Since",
          "Range");

  private final KeptAnswers kept;

  KeptRoutes(KeptAnswers kept) {
    this.kept = kept;
  }

  void install(@Observes Filters filters) {
    filters.register(this::answer, RIGHT_AFTER_HEADERS);
  }

  private void answer(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Kept> answer = plain(request) ? kept.find(request.uri()) : Optional.empty();
    answer
        .filter(known -> accepted(request, known.shown().type()))
        .ifPresentOrElse(known -> send(known, request), context::next);
  }

  private static boolean plain(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return request.method().equals(HttpMethod.GET)
        && NOT_PLAIN.stream().noneMatch(headers::contains);
  }

  /** Whether the type is the first choice. */
  private static boolean accepted(HttpServerRequest request, String type) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || first(accept).equals(first(type));
  }

  private static String first(String types) {
    return types.split("[,;]", 2)[0];
  }

  private static void send(Kept kept, HttpServerRequest request) {
    String tag = kept.tag().value();
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.ETAG, tag);
    response.putHeader(HttpHeaders.CACHE_CONTROL, Kept.CACHE_CONTROL);
    response.putHeader(HttpHeaders.CONTENT_TYPE, kept.shown().type());
    if (kept.shown().personal()) {
      response.putHeader(HttpHeaders.VARY, "Cookie");
    }
    kept.lastModified().ifPresent(time -> response.putHeader(HttpHeaders.LAST_MODIFIED, time));
    if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(NOT_MODIFIED).end();
    } else {
      response.end(kept.shown().body());
    }
  }
}
