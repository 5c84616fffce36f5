package org.imprimatur.web.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigValidationException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.imprimatur.api.Problem;
import org.imprimatur.web.Settings;

/**
 * Places for the requests that are worked on. Where all are taken the next is told at once to come
 * back, instead of waiting in a queue until nobody wants its answer any more. Readers have three
 * places in four, so that who writes finds one; signing out, the provider's logouts and what costs
 * next to nothing need none. Requests come here whole ({@link StrictRequests}): who sends slowly
 * holds no place.
 */
@Singleton
class Places {
  private static final int AFTER_WHAT_IS_KEPT = 940;
  private static final int FEWEST = 4;
  private static final int UNAVAILABLE = 503;
  private static final String SOON = "1";
  private static final Pattern FREE =
      Pattern.compile("/sign-out(/everywhere)?|/back-channel-logout|/(assets|webjars)/.*");
  private static final String BUSY =
      "The board is too busy at this moment and did nothing. Go back, your text is still in your "
          + "browser, and try again.";

  private final int forAll;
  private final int forReaders;
  private final AtomicInteger taken = new AtomicInteger();
  private final Counter turnedAway;

  @Inject
  Places(Settings settings, MeterRegistry registry) {
    this(settings.places(), registry);
  }

  /** A number that is too small stops the start. */
  Places(int places, MeterRegistry registry) {
    if (places < FEWEST) {
      throw new ConfigValidationException(
          new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem("imprimatur.places is a number from " + FEWEST)
          });
    }
    forAll = places;
    forReaders = forAll * 3 / 4;
    turnedAway = registry.counter("imprimatur.turned.away");
    Gauge.builder("imprimatur.places.taken", taken, AtomicInteger::get).register(registry);
  }

  void install(@Observes Filters filters) {
    filters.register(this::enter, AFTER_WHAT_IS_KEPT);
  }

  void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (FREE.matcher(context.normalizedPath()).matches()) {
      context.next();
    } else if (taken.get() >= (reads(request) ? forReaders : forAll)) {
      turnAway(context);
    } else {
      AtomicBoolean inside = new AtomicBoolean(true);
      taken.incrementAndGet();
      context.addEndHandler(
          done -> {
            if (inside.compareAndSet(true, false)) {
              taken.decrementAndGet();
            }
          });
      context.next();
    }
  }

  private static boolean reads(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private void turnAway(RoutingContext context) {
    turnedAway.increment();
    boolean api = context.normalizedPath().startsWith("/api/");
    context
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader("Retry-After", SOON)
        .putHeader("Content-Type", api ? Problem.TYPE : "text/plain; charset=utf-8")
        .end(api ? Problem.of(UNAVAILABLE, BUSY).body() : BUSY + "\n");
  }
}
