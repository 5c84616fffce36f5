package org.imprimatur.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void aPortInUseIsOneLine() {
    assertThat(explain(new BindException("Address already in use")))
        .startsWith("The port is in use by another program; choose another with --port")
        .contains("imprimatur.management.port")
        .doesNotContain("\n");
  }

  @Test
  void aPortThatIsNoneIsOneLine() {
    assertThat(explain(new IllegalArgumentException("port must be <= 65535")))
        .isEqualTo("A setting is wrong: ports are numbers up to 65535.");
  }

  @Test
  void whatNobodyForesawIsToldWhole() {
    assertThat(explain(new IllegalStateException("surprise")))
        .startsWith("Imprimatur did not start.")
        .contains("surprise", "StartFailureTest");
  }

  private static String explain(Exception cause) {
    return StartFailure.explain(new IllegalStateException("Failed to start", cause));
  }
}
