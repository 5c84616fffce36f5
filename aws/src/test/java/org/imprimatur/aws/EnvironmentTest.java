package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void standsWithoutAnyVariableAsTheReferenceDoes() {
    Environment empty = new Environment(Map.of());

    assertThat(empty.tables())
        .isEqualTo(new Tables("posts", "archive", "sessions", "audit", "notices"));
    assertThat(empty.lifetime().length()).isEqualTo(Duration.ofDays(30));
    assertThat(empty.approvalDelay()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void operatorsCommandStandsByTheDefaultsOfTheWebApplication() {
    assertThat(new Environment(Map.of("AWS_REGION", "eu-west-1")).settings())
        .isEqualTo(
            new AwsSettings(
                "eu-west-1", Optional.empty(), Tables.named("imprimatur"), "imprimatur"));
    assertThat(
            new Environment(
                    Map.of(
                        "AWS_REGION", "eu-west-1",
                        "IMPRIMATUR_AWS_REGION", "eu-north-1",
                        "IMPRIMATUR_AWS_ENDPOINT", "http://localhost:4566",
                        "IMPRIMATUR_AWS_POSTS_TABLE", "p",
                        "IMPRIMATUR_AWS_ARCHIVE_TABLE", "a",
                        "IMPRIMATUR_AWS_SESSIONS_TABLE", "s",
                        "IMPRIMATUR_AWS_AUDIT_TABLE", "t",
                        "IMPRIMATUR_AWS_NOTICES_TABLE", "n",
                        "IMPRIMATUR_AWS_BUS", "b"))
                .settings())
        .isEqualTo(
            new AwsSettings(
                "eu-north-1",
                Optional.of(URI.create("http://localhost:4566")),
                new Tables("p", "a", "s", "t", "n"),
                "b"));
  }

  @Test
  void readsDurationsAsTheSettingsSpellThem() {
    assertThat(delay("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(delay("2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(delay("3m")).isEqualTo(Duration.ofMinutes(3));
    assertThat(delay("4h")).isEqualTo(Duration.ofHours(4));
    assertThat(delay("5d")).isEqualTo(Duration.ofDays(5));
    assertThat(delay("PT6S")).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void holdsSilenceForAPersonOnlyWhereItIsTold() {
    assertThat(new Environment(Map.of()).board().escalateAfter()).isEmpty();
    assertThat(new Environment(Map.of("ESCALATE_AFTER", "PT1H30M")).board().escalateAfter())
        .contains(Duration.ofMinutes(90));
  }

  @Test
  void namesTheVariableThatIsWrongOrMissing() {
    assertThatThrownBy(() -> delay("soon")).hasMessageContaining("APPROVAL_DELAY");
    assertThatThrownBy(() -> new Environment(Map.of("BUS_NAME", " ")).required("BUS_NAME"))
        .hasMessageContaining("BUS_NAME");
    assertThatThrownBy(
            () -> new Environment(Map.of("APPROVAL_POLICY", "maybe")).policy(ApprovalPolicy::auto))
        .hasMessageContaining("APPROVAL_POLICY");
  }

  private static Duration delay(String text) {
    return new Environment(Map.of("APPROVAL_DELAY", text)).approvalDelay();
  }
}
