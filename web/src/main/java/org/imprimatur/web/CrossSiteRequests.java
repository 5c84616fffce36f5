package org.imprimatur.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses, before anything else looks at them, requests that could change something and that
 * another site made a browser send: by Fetch Metadata, and by {@code Origin} for browsers that send
 * no metadata. Requests of programs, which send neither, pass; they have no cookie to abuse. The
 * provider's back-channel logout comes from a program.
 *
 * <p>Who has a mail may turn mail off from anywhere (RFC 8058): what that takes is in the address,
 * which no other site knows, and no cookie counts there.
 */
@Singleton
class CrossSiteRequests {
  private static final int RIGHT_AFTER_HEADERS = 900;
  private static final int FORBIDDEN = 403;
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final Pattern UNSUBSCRIBE = Pattern.compile("/unsubscribe/[0-9a-f]{64}");

  private final String ownOrigin;

  CrossSiteRequests(Settings settings) {
    this.ownOrigin = origin(settings.baseUrl());
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, RIGHT_AFTER_HEADERS);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (SAFE.contains(request.method()) || ours(request) || openToAll(context)) {
      context.next();
    } else {
      context
          .response()
          .setStatusCode(FORBIDDEN)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("This request came from another site and was refused. Nothing was changed.\n");
    }
  }

  private static boolean openToAll(RoutingContext context) {
    return UNSUBSCRIBE.matcher(context.normalizedPath()).matches();
  }

  private boolean ours(HttpServerRequest request) {
    boolean site =
        Optional.ofNullable(request.getHeader("Sec-Fetch-Site"))
            .map(OWN_SITES::contains)
            .orElse(true);
    boolean origin =
        Optional.ofNullable(request.getHeader("Origin")).map(ownOrigin::equals).orElse(true);
    return site && origin;
  }

  private static String origin(URI base) {
    String port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return base.getScheme() + "://" + base.getHost() + port;
  }
}
