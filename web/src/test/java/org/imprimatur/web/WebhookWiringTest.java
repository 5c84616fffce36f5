package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.EventHandler;
import org.imprimatur.web.webhook.WebhookDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookWiringTest {
  private static final String SECRET = "whsec_YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx";

  @Test
  void withoutItsPolicyNobodyIsAsked() {
    assertThat(delivery(Map.of())).isEmpty();
    assertThat(delivery(Map.of("secret", SECRET))).isEmpty();
  }

  @Test
  void theServiceIsAskedWhereThePolicySaysSo() {
    Map<String, String> set =
        Map.of("policy", "webhook", "url", "http://localhost:9000/", "secret", SECRET);
    assertThat(delivery(set)).containsInstanceOf(WebhookDelivery.class);
  }

  @ParameterizedTest
  @CsvSource({
    "webhook, , whsec_YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx, imprimatur.approval.webhook.url",
    "webhook, https://approve.example.org, , imprimatur.approval.webhook.secret",
    "webhook, https://approve.example.org, whsec_c2hvcnQ=, imprimatur.approval.webhook.secret",
    "auto, , whsec_c2hvcnQ=, imprimatur.approval.webhook.secret",
    "webhook, http://approve.example.org,"
        + " whsec_YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx, imprimatur.approval.webhook.url",
  })
  void aWrongSettingStopsTheStartAndIsNamedWithoutItsSecret(
      String policy, String url, String secret, String named) {
    Map<String, String> set = new HashMap<>(Map.of("policy", policy));
    Optional.ofNullable(url).ifPresent(value -> set.put("url", value));
    Optional.ofNullable(secret).ifPresent(value -> set.put("secret", value));
    assertThatThrownBy(() -> delivery(set))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("c2hvcnQ")
        .hasMessageNotContaining("YW4g");
  }

  private static Optional<EventHandler> delivery(Map<String, String> set) {
    Map<String, String> values = new HashMap<>();
    set.forEach(
        (name, value) ->
            values.put(
                "imprimatur.approval." + (name.equals("policy") ? "" : "webhook.") + name, value));
    Settings settings =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(
                java.time.Duration.class,
                200,
                new io.quarkus.runtime.configuration.DurationConverter())
            .withDefaultValue("imprimatur.port", "8080")
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    return WebhookWiring.delivery(settings.approval(), Clock.systemUTC());
  }
}
