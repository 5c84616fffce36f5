package org.imprimatur.web.limit;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprimatur.post.Pace;
import org.imprimatur.web.Settings;
import org.jboss.logging.Logger;

/**
 * How often one address may do what costs much and what strangers may do. Requests that come by no
 * network, as those of a function do, are not counted here. Filters want it before settings are
 * there, so it is made at the start and not with them.
 */
@ApplicationScoped
public class AddressPace {
  private static final Logger LOG = Logger.getLogger(AddressPace.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 100_000;
  private static final int FIRST = 1;
  private static final String FORWARDED = "X-Forwarded-For";

  private final Pace pace;
  private final Proxies proxies;
  private final AtomicBoolean warned = new AtomicBoolean();

  AddressPace(Settings settings, Clock clock) {
    pace = new Pace(settings.addresses().maxPerMinute(), MINUTE, REMEMBERED, clock);
    proxies = Proxies.of(settings.proxies().orElse(List.of()));
  }

  /** Has a setting that is wrong stop the start, not somebody's first sign-in. */
  void check(@Observes @Priority(FIRST) StartupEvent event) {
    LOG.debugf("believed are %s", proxies);
  }

  /** Takes one of the address's places for {@code what}; when none is free, says when one is. */
  public Optional<Instant> take(String what, RoutingContext request) {
    return address(request).flatMap(address -> pace.take(what + " " + address));
  }

  /** When the address has a free place for {@code what}; empty where it has one now. */
  public Optional<Instant> full(String what, RoutingContext request) {
    return address(request).flatMap(address -> pace.full(what + " " + address));
  }

  private Optional<String> address(RoutingContext request) {
    return Optional.ofNullable(request.request().remoteAddress())
        .map(SocketAddress::hostAddress)
        .flatMap(NetworkAddress::parse)
        .map(peer -> behind(peer, request).key());
  }

  private NetworkAddress behind(NetworkAddress peer, RoutingContext request) {
    List<String> forwarded = request.request().headers().getAll(FORWARDED);
    if (!forwarded.isEmpty() && !proxies.trusted(peer) && warned.compareAndSet(false, true)) {
      LOG.warnf(
          "%s of %s is not believed; if that is your proxy, name it in imprimatur.proxies",
          FORWARDED, peer.key());
    }
    return proxies.behind(peer, forwarded);
  }
}
