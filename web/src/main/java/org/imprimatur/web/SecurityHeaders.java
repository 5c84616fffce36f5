package org.imprimatur.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.web.signin.ProviderOrigin;

/**
 * Puts the headers of OWASP ASVS 5.0 chapter 3 on every answer, also on errors, redirects and
 * files. Nothing on a page may run, load, frame or be framed but what this server itself serves.
 */
@Singleton
class SecurityHeaders {
  private static final int BEFORE_ALL_OTHERS = 1_000;
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private static final Map<CharSequence, CharSequence> ALWAYS =
      Map.of(
          HttpHeaders.createOptimized("X-Content-Type-Options"),
          HttpHeaders.createOptimized("nosniff"),
          HttpHeaders.createOptimized("Referrer-Policy"),
          HttpHeaders.createOptimized("same-origin"),
          HttpHeaders.createOptimized("Cross-Origin-Opener-Policy"),
          HttpHeaders.createOptimized("same-origin"),
          HttpHeaders.createOptimized("Cross-Origin-Resource-Policy"),
          HttpHeaders.createOptimized("same-origin"),
          HttpHeaders.createOptimized("X-Frame-Options"),
          HttpHeaders.createOptimized("DENY"),
          HttpHeaders.createOptimized("Permissions-Policy"),
          HttpHeaders.createOptimized("camera=(), geolocation=(), microphone=()"));

  private final ProviderOrigin provider;
  private final boolean https;
  private volatile Policy last = Policy.with(Optional.empty());

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
    ALWAYS.forEach(headers::set);
    headers.set("Content-Security-Policy", policy(provider.origin()).value());
    if (https) {
      headers.set("Strict-Transport-Security", HSTS);
    }
    if (asset(context)) {
      headers.set("Cache-Control", "public, max-age=600");
      putType(context);
    } else if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
  }

  /** The handler of files forgets it where only the headers are asked for. */
  private static void putType(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.HEAD)) {
      String type = MimeMapping.getMimeTypeForFilename(context.normalizedPath());
      context.response().putHeader("Content-Type", type + ";charset=UTF-8");
    }
  }

  /** The policy for this origin, made anew only where it is not that of the last answer. */
  private Policy policy(Optional<URI> signOut) {
    Policy known = last;
    if (!known.signOut().equals(signOut)) {
      known = Policy.with(signOut);
      last = known;
    }
    return known;
  }

  private static boolean asset(RoutingContext context) {
    String path = context.normalizedPath();
    int status = context.response().getStatusCode();
    return (path.startsWith("/assets/") || path.startsWith("/webjars/")) && status < 400;
  }

  /**
   * A content security policy.
   *
   * @param signOut where sign-out, a form, ends; browsers check the redirect as well
   */
  private record Policy(Optional<URI> signOut, CharSequence value) {
    static Policy with(Optional<URI> signOut) {
      String targets = signOut.map(origin -> "'self' " + origin).orElse("'self'");
      return new Policy(
          signOut,
          HttpHeaders.createOptimized(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                  + "connect-src 'self'; object-src 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'; form-action "
                  + targets));
    }
  }
}
