package org.imprimatur.web;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.signin.ProviderOrigin;
import org.imprimatur.web.signin.ProviderSettings;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.ProviderState;
import org.imprimatur.web.signin.SignIn;
import org.imprimatur.web.signin.SignInSettings;

/** Produces sign-in over the sessions of whatever runtime there is. */
class SignInWiring {

  /** What is set counts first: it is known before the provider was ever asked. */
  @Produces
  @Singleton
  ProviderOrigin providerOrigin(SignIn signIn, Settings settings) {
    Optional<URI> set = settings.oidc().signOutOrigin();
    return () -> set.or(signIn::origin);
  }

  /** A provider that is set, or else the runtime's own. */
  @Produces
  @Singleton
  ProviderSource providerSource(Settings settings, Backend backend) {
    return settings
        .oidc()
        .issuer()
        .map(issuer -> configured(issuer, settings.oidc()))
        .orElseGet(backend::ownProvider);
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
      Backend backend,
      Sessions sessions,
      ExpiringEntries entries,
      Clock clock,
      SecureRandom random) {
    Settings.SessionSettings session = settings.session();
    return new SignIn(
        provider,
        new SignInSettings(
            settings.baseUrl(),
            session.idle(),
            session.absolute(),
            settings.mail().from().isPresent()),
        sessions,
        entries,
        backend::sessionKey,
        clock,
        random);
  }

  void close(@Disposes SignIn signIn) {
    signIn.close();
  }
}
