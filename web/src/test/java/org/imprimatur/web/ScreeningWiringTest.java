package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.event.Backoff;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.screening.Screening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreeningWiringTest {
  private static final String POLICY = "imprimatur.approval.policy";
  private static final String RULES = "imprimatur.screening.rules";

  @Test
  void screeningIsThePolicyWhereItIsAskedForAlone() {
    assertThat(policy(Map.of(POLICY, "screened"))).isInstanceOf(Screening.class);
    assertThat(policy(Map.of())).isNotInstanceOf(Screening.class);
    assertThat(policy(Map.of(POLICY, "manual", RULES, "/none.yaml")))
        .isNotInstanceOf(Screening.class);
  }

  @Test
  void inTheCloudAFunctionScreens() {
    assertThat(policy(Map.of(POLICY, "screened", "imprimatur.runtime", "aws")))
        .isNotInstanceOf(Screening.class);
    assertThat(
            policy(
                Map.of(
                    POLICY,
                    "screened",
                    "imprimatur.runtime",
                    "aws",
                    "imprimatur.aws.local",
                    "true")))
        .isInstanceOf(Screening.class);
  }

  @Test
  void brokenRulesStopTheStartAndNameTheSetting(@TempDir Path folder) {
    Map<String, String> set = Map.of(POLICY, "screened", RULES, folder + "/none.yaml");

    assertThatThrownBy(() -> policy(set))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(RULES)
        .hasMessageContaining("none.yaml: cannot be read");
  }

  private static ApprovalPolicy policy(Map<String, String> values) {
    Settings settings =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValue("imprimatur.port", "8080")
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    MemoryRuntime runtime =
        new MemoryRuntime(
            Clock.systemUTC(), new Random(1), Backoff.standard(), (p, e) -> false, o -> {});
    return new ScreeningWiring().policy(runtime.ports(), settings, Clock.systemUTC(), o -> {});
  }
}
