package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Proxies NONE = Proxies.of(List.of());
  private static final Proxies NAMED = Proxies.of(List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8"));

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "203.0.113.9:443, 203.0.113.9",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::9, 20010db800010002/64",
    "[2001:db8:1:3::9]:443, 20010db800010003/64",
    "fe80::1%eth0, fe80000000000000/64",
    "::ffff:203.0.113.9, 203.0.113.9",
  })
  void oneCustomerHasOneKey(String text, String key) {
    assertThat(NetworkAddress.parse(text).map(NetworkAddress::key)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unknown", "_hidden", "localhost", "1.2.3", "999.1.1.1", "::g", "[::1"})
  void whatIsNoAddressIsNone(String text) {
    assertThat(NetworkAddress.parse(text)).isEmpty();
  }

  @Test
  void whatAStrangerForwardsIsNotBelieved() {
    assertThat(behind(NONE, "127.0.0.1", "203.0.113.9")).isEqualTo("127.0.0.1");
    assertThat(behind(NAMED, "198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
  }

  @Test
  void whatANamedProxyAppendedIsBelievedAndNotWhatTheClientPutBefore() {
    assertThat(behind(NAMED, "127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(behind(NAMED, "127.0.0.1", "1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(behind(NAMED, "127.0.0.1", "1.1.1.1", "203.0.113.9, 10.2.3.4"))
        .isEqualTo("203.0.113.9");
    assertThat(behind(NAMED, "fd00::1", "2001:db8::1")).isEqualTo("20010db800000000/64");
  }

  @Test
  void whereTheHeaderEndsInNonsenseTheProxyItselfCounts() {
    assertThat(behind(NAMED, "127.0.0.1", "203.0.113.9, unknown")).isEqualTo("127.0.0.1");
    assertThat(behind(NAMED, "127.0.0.1")).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "/8", ""})
  void aProxyThatIsNoAddressStopsTheStart(String text) {
    assertThatThrownBy(() -> Proxies.of(List.of(text)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("imprimatur.proxies");
  }

  private static String behind(Proxies proxies, String peer, String... forwarded) {
    return proxies.behind(NetworkAddress.parse(peer).orElseThrow(), List.of(forwarded)).key();
  }
}
