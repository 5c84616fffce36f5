package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakSettingsTest {

  @Test
  void foldersAreTakenFromWhereWeStand() {
    KeycloakSettings settings = settings(0, "http://localhost:8080", "384m");
    assertThat(settings.distribution()).isAbsolute();
    assertThat(settings.data()).isAbsolute();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortMustExist(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(port, "http://localhost:8080", "384m"))
        .withMessageStartingWith("port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "ftp://localhost",
        "/board",
        "http://localhost/?a=b",
        "http://localhost/#a",
        "http://somebody@localhost/"
      })
  void aBaseUrlMustBeAPlainWebAddress(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, url, "384m"))
        .withMessageStartingWith("baseUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0m", "384", "384m -XX:+Foo", "lots"})
  void aHeapMustBeASize(String heap) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, "http://localhost:8080", heap))
        .withMessageStartingWith("heap");
  }

  private static KeycloakSettings settings(int port, String baseUrl, String heap) {
    return new KeycloakSettings(
        Path.of("distribution"), Path.of("data"), port, URI.create(baseUrl), heap);
  }
}
