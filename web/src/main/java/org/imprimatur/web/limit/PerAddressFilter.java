package org.imprimatur.web.limit;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.web.page.ErrorPage;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what comes too often from one address, before it costs anything. */
@Singleton
class PerAddressFilter {
  private static final int TOO_MANY = 429;

  private final AddressPace addresses;
  private final Clock clock;

  PerAddressFilter(AddressPace addresses, Clock clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  @PerAddress
  @ServerRequestFilter
  public Optional<Response> check(RoutingContext request) {
    return addresses
        .take("sign-in", request)
        .map(
            again ->
                RetryAfter.on(
                    ErrorPage.ofAnybody(
                        TOO_MANY,
                        "Too often",
                        "Too many people, or one too often, signed in from your network within a "
                            + "minute. Wait a moment and try again."),
                    again,
                    clock));
  }
}
