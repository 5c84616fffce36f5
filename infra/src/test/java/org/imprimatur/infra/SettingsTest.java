package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @Test
  void everythingButTheStageHasADefault() {
    assertThat(read(Map.of("stage", "dev")))
        .isEqualTo(
            new Settings(
                new Stage("dev"),
                new Settings.Artifacts(
                    Path.of("../aws/target/imprimatur-aws-functions.jar"),
                    Path.of("../web/target/function.zip")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Settings.ApprovalSettings(
                    "auto", Optional.empty(), Duration.ofSeconds(10), Optional.empty()),
                "30d",
                new Settings.Limits(OptionalInt.of(200), OptionalInt.of(100), 50, 10)));
    assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("-c stage=");
  }

  @Test
  void stagesThatServePeopleHaveNoLimitOnTheirTables() {
    assertThat(read(Map.of("stage", "prod")).limits())
        .isEqualTo(new Settings.Limits(OptionalInt.empty(), OptionalInt.empty(), 2_000, 200));
    assertThat(read(Map.of("stage", "prod", "max-writes", "500")).limits().writes()).hasValue(500);
  }

  @Test
  void anOwnDomainNeedsItsCertificate() {
    assertThatThrownBy(() -> read(Map.of("stage", "dev", "domain", "board.example.org")))
        .hasMessageContaining("certificate");
  }

  @Test
  void thePolicyIsKnownAndTheDelayFitsAQueue() {
    assertThatThrownBy(() -> read(Map.of("stage", "dev", "policy", "always")))
        .hasMessageContaining("always");
    assertThatThrownBy(() -> read(Map.of("stage", "dev", "delay", "901")))
        .hasMessageContaining("0 to 900");
    assertThat(read(Map.of("stage", "dev", "delay", "900")).approval().delay())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void silenceIsHeldForAPersonOnlyWhereItIsSaidSo() {
    assertThat(read(Map.of("stage", "dev", "escalate-after", "90")).approval().escalateAfter())
        .contains(Duration.ofMinutes(90));
  }

  @Test
  void rulesOfScreeningAreCheckedBeforeAnythingIsUploaded(@TempDir Path folder) throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "rules: [{rule: links}]");
    Map<String, String> said =
        Map.of("stage", "dev", "policy", "screened", "rules", rules.toString());

    assertThat(read(said).approval().rules()).contains(rules);
    Files.writeString(rules, "rules: [{rule: link}]");
    assertThatThrownBy(() -> read(said)).hasMessageContaining("line 1: rule is none of");
    assertThatThrownBy(() -> read(Map.of("stage", "dev", "rules", rules.toString())))
        .hasMessageContaining("rules are for the policy screened");
  }

  private static Settings read(Map<String, String> said) {
    return Settings.read(name -> Optional.ofNullable(said.get(name)));
  }
}
