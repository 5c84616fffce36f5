package org.imprimatur.web.limit;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address of a machine; never looked up by name. */
record NetworkAddress(InetAddress address) {
  /** What a provider gives one customer of IPv6. */
  private static final int NETWORK_BYTES = 8;

  /** Reads an IPv4 or IPv6 address, with or without a port, as proxies write it. */
  static Optional<NetworkAddress> parse(String text) {
    String plain = text.strip();
    String host = plain.replaceFirst("^\\[([^\\]]*)\\](:[0-9]*)?$", "$1");
    if (host.indexOf(':') == host.lastIndexOf(':')) {
      host = host.replaceFirst(":[0-9]*$", "");
    }
    @Nullable InetAddress address =
        NetUtil.createInetAddressFromIpAddressString(host.replaceFirst("%.*$", ""));
    return Optional.ofNullable(address).map(NetworkAddress::new);
  }

  /** The same for all addresses that one customer has: an IPv4 address, or 64 bits of IPv6. */
  String key() {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
