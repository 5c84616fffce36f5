package org.imprimatur.web;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.imprimatur.Ports;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.telemetry.Telemetry;

/** The ports of the embedded runtime as beans. */
class EmbeddedWiring {
  @Produces
  @Singleton
  EmbeddedRuntime runtime(
      Settings settings, Clock clock, SecureRandom random, Telemetry telemetry) {
    EmbeddedSettings embedded =
        EmbeddedSettings.in(settings.data()).withCrashAt(settings.crashAt());
    return EmbeddedRuntime.open(embedded, clock, random, telemetry);
  }

  void close(@Disposes EmbeddedRuntime runtime) {
    runtime.close();
  }

  @Produces
  @Singleton
  Ports ports(EmbeddedRuntime runtime) {
    return runtime.ports();
  }

  @Produces
  @Singleton
  Sessions sessions(EmbeddedRuntime runtime) {
    return runtime.sessions();
  }

  @Produces
  @Singleton
  ExpiringEntries entries(EmbeddedRuntime runtime) {
    return runtime.entries();
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(EmbeddedRuntime runtime) {
    return runtime.deadLetters();
  }
}
