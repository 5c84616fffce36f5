package org.imprimatur.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which methods each address knows. Others are refused before anything looks at the request, with
 * the methods that work (RFC 9110, section 15.5.6), and {@code OPTIONS} tells the truth. What is
 * for operators is served on a port of its own, and not here; of the libraries of pages, what pages
 * load.
 */
@Singleton
class Routes {
  private static final int AFTER_CROSS_SITE_CHECK = 800;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final Pattern NOT_EVERYBODYS = Pattern.compile("/(q|webjars)/.*");
  private static final String READ = "GET, HEAD, OPTIONS";
  private static final String WRITE = "OPTIONS, POST";
  private static final String BOTH = "GET, HEAD, OPTIONS, POST";

  /** The first that matches counts. */
  static final List<Route> TABLE =
      List.of(
          new Route("/", READ),
          new Route("/search", READ),
          new Route("/feed[.]atom", READ),
          new Route("/sitemap[.]xml", READ),
          new Route("/robots[.]txt", READ),
          new Route("/authors/[^/]+", READ),
          new Route("/authors/[^/]+/feed[.]atom", READ),
          new Route("/posts/new", BOTH),
          new Route("/posts/preview", WRITE),
          new Route("/posts/[^/]+", READ),
          new Route("/posts/[^/]+/withdraw", WRITE),
          new Route("/posts/[^/]+/renew", WRITE),
          new Route("/posts/[^/]+/edit", BOTH),
          new Route("/posts/[^/]+/report", BOTH),
          new Route("/me", READ),
          new Route("/me/mail", BOTH),
          new Route("/unsubscribe/[^/]+", BOTH),
          new Route("/me/data", READ),
          new Route("/me/export", READ),
          new Route("/me/remove", BOTH),
          new Route("/archive", READ),
          new Route("/archive/[^/]+/renew", WRITE),
          new Route("/archive/[^/]+/approve", WRITE),
          new Route("/moderation", READ),
          new Route("/moderation/audit", READ),
          new Route("/moderation/audit[.](csv|jsonl)", READ),
          new Route("/moderation/[^/]+", WRITE),
          new Route("/sign-in", READ),
          new Route("/sign-in/callback", READ),
          new Route("/sign-out", WRITE),
          new Route("/sign-out/everywhere", WRITE),
          new Route("/back-channel-logout", WRITE),
          new Route("/api/posts", BOTH),
          new Route("/api/posts/[^/]+", READ),
          new Route("/api/approval-responses", WRITE),
          new Route("/q/openapi", READ),
          new Route("/assets/.*", READ),
          new Route("/webjars/.*[.](css|js)", READ));

  void install(@Observes Filters filters) {
    filters.register(this::check, AFTER_CROSS_SITE_CHECK);
  }

  /** The methods of an address, as in {@code Allow}; empty where there is nothing. */
  static Optional<String> allowed(String path) {
    return TABLE.stream()
        .filter(route -> route.path().matcher(path).matches())
        .map(Route::methods)
        .findFirst();
  }

  private void check(RoutingContext context) {
    Optional<String> methods = allowed(context.normalizedPath());
    HttpMethod method = context.request().method();
    if (methods.isEmpty() && NOT_EVERYBODYS.matcher(context.normalizedPath()).matches()) {
      text(context.response().setStatusCode(NOT_FOUND), "There is nothing at this address.\n");
    } else if (methods.isEmpty()) {
      context.next();
    } else if (method.equals(HttpMethod.OPTIONS)) {
      answer(context, NO_CONTENT, methods.get()).end();
    } else if (List.of(methods.get().split(", ", -1)).contains(method.name())) {
      context.next();
    } else {
      text(
          answer(context, NOT_ALLOWED, methods.get()),
          "This address does not know that method. Nothing was changed.\n");
    }
  }

  private static void text(HttpServerResponse response, String text) {
    response.putHeader("Content-Type", "text/plain; charset=utf-8").end(text);
  }

  private static HttpServerResponse answer(RoutingContext context, int status, String methods) {
    return context.response().setStatusCode(status).putHeader("Allow", methods);
  }

  /** One address, or many that are alike, and its methods as in {@code Allow}. */
  record Route(Pattern path, String methods) {
    Route(String path, String methods) {
      this(Pattern.compile(path), methods);
    }
  }
}
