package org.imprimatur.web;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.keycloak.KeycloakProcess;
import org.imprimatur.keycloak.KeycloakSettings;
import org.imprimatur.web.signin.ProviderSettings;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.ProviderState;
import org.jboss.logging.Logger;

/** The Keycloak that comes along, as the provider to sign in with. */
final class KeycloakProvider implements ProviderSource, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KeycloakProvider.class);

  private final KeycloakProcess keycloak;
  private final String audience;

  private KeycloakProvider(KeycloakProcess keycloak, String audience) {
    this.keycloak = keycloak;
    this.audience = audience;
  }

  /** Starts it in the background; where that cannot even begin, the board runs without sign-in. */
  static ProviderSource start(Settings settings, Clock clock) {
    Settings.Keycloak own = settings.keycloak();
    KeycloakSettings keycloak =
        new KeycloakSettings(
            own.distribution(),
            settings.data(),
            own.port().orElse(0),
            settings.baseUrl(),
            own.heap());
    try {
      return new KeycloakProvider(
          KeycloakProcess.start(keycloak, clock), settings.oidc().audience());
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.errorf("sign-in unavailable reason=%s", e.getMessage());
      ProviderState failed = new ProviderState.Failed(String.valueOf(e.getMessage()));
      return () -> failed;
    }
  }

  @Override
  public ProviderState state() {
    return keycloak
        .status()
        .fold(ProviderState.Starting::new, this::ready, ProviderState.Failed::new);
  }

  private ProviderState ready() {
    return new ProviderState.Ready(
        new ProviderSettings(
            keycloak.issuer(),
            keycloak.clientId(),
            Optional.of(keycloak.clientSecret()),
            audience));
  }

  /** What the operator is told about the first moderator, once. */
  Optional<String> firstModerator() {
    return keycloak
        .newModeratorPassword()
        .map(
            password ->
                "The first moderator: user moderator, password "
                    + password
                    + " (kept in "
                    + keycloak.secrets().resolve("moderator-password")
                    + ")");
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
