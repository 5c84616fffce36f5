package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.imprimatur.web.mail.SmtpSettings;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void theDefaultsAreTheDocumentedOnes() {
    Settings settings = settings(Map.of());
    assertThat(settings.runtime()).isEqualTo(Settings.Runtime.EMBEDDED);
    assertThat(settings.stage()).isEqualTo("local");
    assertThat(settings.host()).isEqualTo("localhost");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.management().host()).isEqualTo("localhost");
    assertThat(settings.management().port()).isEqualTo(8081);
    assertThat(settings.places()).isEqualTo(128);
    assertThat(settings.data()).isEqualTo(Path.of("data"));
    assertThat(settings.baseUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.posts().lifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.authors().maxWaiting()).isEqualTo(20);
    assertThat(settings.authors().maxPerHour()).isEqualTo(60);
    assertThat(settings.authors().maxPerMinute()).isEqualTo(10);
    assertThat(settings.addresses().maxPerMinute()).isEqualTo(120);
    assertThat(settings.proxies()).isEmpty();
    assertThat(settings.reports().threshold()).isEqualTo(3);
    assertThat(settings.reports().hide()).isFalse();
    assertThat(settings.crashAt()).isEmpty();
  }

  @Test
  void theApprovalServiceSaysYesAfterTenSeconds() {
    Settings.Approval approval = settings(Map.of()).approval();
    assertThat(approval.policy()).isEqualTo(Settings.Policy.AUTO);
    assertThat(approval.delay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(approval.patience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings(Map.of()).screening().rules()).isEmpty();
    assertThat(approval.webhook().url()).isEmpty();
    assertThat(approval.webhook().secret()).isEmpty();
    assertThat(approval.webhook().escalateAfter()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void noMailIsSentUnlessItIsSaidWhomFrom() {
    Settings.Mail mail = settings(Map.of()).mail();
    assertThat(mail.from()).isEmpty();
    assertThat(mail.host()).isEqualTo("localhost");
    assertThat(mail.port()).isEqualTo(587);
    assertThat(mail.security()).isEqualTo(SmtpSettings.Security.STARTTLS);
    assertThat(mail.username()).isEmpty();
    assertThat(mail.password()).isEmpty();
    assertThat(mail.digest()).isEmpty();
  }

  @Test
  void sessionsEndAfterHalfAnHourUnusedAndAfterTwelveHoursAtMost() {
    Settings.SessionSettings session = settings(Map.of()).session();
    assertThat(session.idle()).isEqualTo(Duration.ofMinutes(30));
    assertThat(session.absolute()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void withoutAnIssuerTheKeycloakThatComesAlongSignsIn() {
    Settings.Oidc oidc = settings(Map.of()).oidc();
    assertThat(oidc.issuer()).isEmpty();
    assertThat(oidc.clientId()).isEqualTo("imprimatur");
    assertThat(oidc.clientSecret()).isEmpty();
    assertThat(oidc.audience()).isEqualTo("imprimatur");
  }

  @Test
  void theBaseUrlFollowsThePort() {
    assertThat(settings(Map.of("imprimatur.port", "9000")).baseUrl())
        .isEqualTo(URI.create("http://localhost:9000"));
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> settings(Map.of("imprimatur.aproval.delay", "1s")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("imprimatur.aproval.delay");
  }

  private static Settings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValue("imprimatur.port", "8080")
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .withMapping(Settings.class)
        .build()
        .getConfigMapping(Settings.class);
  }
}
