package org.imprimatur.web;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.signin.ProviderOrigin;
import org.imprimatur.web.signin.ProviderSettings;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.ProviderState;
import org.imprimatur.web.signin.SessionKeyFile;
import org.imprimatur.web.signin.SignIn;
import org.imprimatur.web.signin.SignInSettings;

/** Produces sign-in over the sessions of whatever runtime there is. */
class SignInWiring {

  @Produces
  @Singleton
  ProviderOrigin providerOrigin(SignIn signIn) {
    return signIn::origin;
  }

  /** A provider that is set, or else the Keycloak that comes along. */
  @Produces
  @Singleton
  ProviderSource providerSource(Settings settings, Clock clock) {
    return settings
        .oidc()
        .issuer()
        .map(issuer -> configured(issuer, settings.oidc()))
        .orElseGet(() -> KeycloakProvider.start(settings, clock));
  }

  private static ProviderSource configured(URI issuer, Settings.Oidc oidc) {
    ProviderState ready =
        new ProviderState.Ready(
            new ProviderSettings(issuer, oidc.clientId(), oidc.clientSecret(), oidc.audience()));
    return () -> ready;
  }

  @Produces
  @Singleton
  SignIn signIn(
      ProviderSource provider,
      Settings settings,
      Sessions sessions,
      ExpiringEntries entries,
      Clock clock,
      SecureRandom random) {
    Settings.SessionSettings session = settings.session();
    return new SignIn(
        provider,
        new SignInSettings(settings.baseUrl(), session.idle(), session.absolute()),
        sessions,
        entries,
        SessionKeyFile.in(settings.data(), random),
        clock,
        random);
  }

  void close(@Disposes SignIn signIn) {
    signIn.close();
  }
}
