package org.imprimatur.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.imprimatur.web.signin.ProviderOrigin;

/**
 * Puts the headers of OWASP ASVS 5.0 chapter 3 on every answer, also on errors, redirects and
 * files. Nothing on a page may run, load, frame or be framed but what this server itself serves.
 */
@Singleton
class SecurityHeaders {
  private static final int BEFORE_ALL_OTHERS = 1_000;
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private final ProviderOrigin provider;
  private final boolean https;

  SecurityHeaders(ProviderOrigin provider, Settings settings) {
    this.provider = provider;
    this.https = "https".equals(settings.baseUrl().getScheme());
  }

  void install(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addHeadersEndHandler(ignored -> put(context));
          context.next();
        },
        BEFORE_ALL_OTHERS);
  }

  private void put(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", contentSecurityPolicy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (https) {
      headers.set("Strict-Transport-Security", HSTS);
    }
    if (asset(context)) {
      headers.set("Cache-Control", "public, max-age=600");
    } else if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
  }

  /** Sign-out is a form that ends at the provider; browsers check the redirect as well. */
  private String contentSecurityPolicy() {
    String formTargets =
        provider.origin().map(URI::toString).map(origin -> "'self' " + origin).orElse("'self'");
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        + "form-action "
        + formTargets;
  }

  private static boolean asset(RoutingContext context) {
    String path = context.normalizedPath();
    int status = context.response().getStatusCode();
    return (path.startsWith("/assets/") || path.startsWith("/webjars/")) && status < 400;
  }
}
