package org.imprimatur.web.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front, whose {@code X-Forwarded-For} is believed. Each appends the address that
 * asked it, so it is read from its end: what a client put at its beginning counts for nothing.
 */
record Proxies(List<IpSubnetFilterRule> networks) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  Proxies {
    networks = List.copyOf(networks);
  }

  /** Those that the setting names; one that is no address or network stops the start. */
  static Proxies of(List<String> setting) {
    return new Proxies(setting.stream().map(Proxies::network).toList());
  }

  private static IpSubnetFilterRule network(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      NetworkAddress address = NetworkAddress.parse(parts[0]).orElseThrow();
      int all =
          address.address().getAddress().length * Byte.SIZE == IPV4_BITS ? IPV4_BITS : IPV6_BITS;
      int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
      return new IpSubnetFilterRule(address.address(), bits, IpFilterRuleType.ACCEPT);
    } catch (RuntimeException e) {
      Problem problem =
          new Problem(
              "imprimatur.proxies has addresses or networks such as 10.0.0.0/8, not " + text);
      throw new ConfigValidationException(new Problem[] {problem});
    }
  }

  boolean trusted(NetworkAddress address) {
    InetSocketAddress there = new InetSocketAddress(address.address(), 0);
    return networks.stream().anyMatch(network -> network.matches(there));
  }

  /** Who asked the outermost proxy, by the values of the header as they came. */
  NetworkAddress behind(NetworkAddress peer, List<String> forwarded) {
    List<String> hops = new ArrayList<>(List.of(String.join(",", forwarded).split(",", -1)));
    Collections.reverse(hops);
    NetworkAddress asked = peer;
    for (String hop : hops) {
      Optional<NetworkAddress> before =
          trusted(asked) ? NetworkAddress.parse(hop) : Optional.empty();
      if (before.isEmpty()) {
        return asked;
      }
      asked = before.get();
    }
    return asked;
  }
}
