package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeycloakStatusTest {

  @Test
  void eachStateHasItsAnswer() {
    assertThat(told(new KeycloakStatus.Starting())).isEqualTo("starting");
    assertThat(told(new KeycloakStatus.Ready())).isEqualTo("ready");
    assertThat(told(new KeycloakStatus.Failed("no room"))).isEqualTo("failed: no room");
  }

  private static String told(KeycloakStatus status) {
    return status.fold(() -> "starting", () -> "ready", reason -> "failed: " + reason);
  }
}
