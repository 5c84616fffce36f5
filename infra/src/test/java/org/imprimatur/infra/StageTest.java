package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
  @Test
  void prodAloneKeepsItsData() {
    assertThat(new Stage("prod").keepsData()).isTrue();
    assertThat(new Stage("staging").keepsData()).isFalse();
    assertThat(new Stage("dev").keepsData()).isFalse();
  }

  @Test
  void prodAndStagingServePeople() {
    assertThat(new Stage("prod").serves()).isTrue();
    assertThat(new Stage("staging").serves()).isTrue();
    assertThat(new Stage("prod2").serves()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "ada", "pr-17", "prod", "a1"})
  void takesNamesThatCanBePartOfAHostName(String name) {
    assertThat(new Stage(name).stackName()).isEqualTo("imprimatur-" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Dev",
        "-dev",
        "dev-",
        "a--b",
        "my stage",
        "myaws",
        "cognito",
        "$(x)",
        "seventeen-letters"
      })
  void refusesOthers(String name) {
    assertThatThrownBy(() -> new Stage(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
